"""What a customer is worth and costs: margin, CLV, CAC, payback."""

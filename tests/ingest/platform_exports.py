"""Small made-up exports of every platform, with the totals that are to come of them, added up by eye.

Each holds what its kind is known for: cancelled, failed and refunded orders, guests, several lines, footers.
orders: purchases; revenue: their money less what was given back.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Export:
    """An export as text, and what it must give: (orders, customers, revenue), and rows set aside by reason."""

    platform: str
    text: str
    want: tuple[int, int, str]
    aside: dict[str, int]


EXPORTS = {
    # ann 100 (two lines, 10 back), bob 50 all given back, cy voided, ann 20, a guest, dora pending counts 30
    "shopify": Export(
        "Shopify",
        """Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount
#1001,ann@x.org,partially_refunded,2025-01-05 10:00:00 -0500,fulfilled,USD,90.00,5.00,5.00,100.00,2025-01-05 10:00:00 -0500,1,Mug,60.00,,10.00
#1001,ann@x.org,,,,,,,,,2025-01-05 10:00:00 -0500,3,Bowl,10.00,,
#1002,bob@x.org,refunded,2025-01-06 10:00:00 -0500,fulfilled,USD,50.00,0.00,0.00,50.00,2025-01-06 10:00:00 -0500,1,Mug,50.00,,50.00
#1003,cy@x.org,voided,,unfulfilled,USD,70.00,0.00,0.00,70.00,2025-01-07 10:00:00 -0500,1,Mug,35.00,2025-01-08 09:00:00 -0500,0.00
#1003,cy@x.org,,,,,,,,,2025-01-07 10:00:00 -0500,1,Bowl,35.00,,
#1004,ann@x.org,paid,2025-02-01 23:30:00 -0500,fulfilled,USD,20.00,0.00,0.00,20.00,2025-02-01 23:30:00 -0500,1,Mug,20.00,,0.00
#1005,,paid,2025-02-02 10:00:00 -0500,fulfilled,USD,15.00,0.00,0.00,15.00,2025-02-02 10:00:00 -0500,1,Mug,15.00,,0.00
#1006,dora@x.org,pending,,unfulfilled,USD,30.00,0.00,0.00,30.00,2025-02-03 10:00:00 -0500,1,Mug,30.00,,0.00
""",
        (3, 2, "140.00"),
        {"cancelled": 2, "refunded": 1, "no_customer": 1},
    ),
    "shopify transposed to one row per order": Export(
        "Shopify",
        """Name,Email,Financial Status,Fulfillment Status,Currency,Total,Created at,Cancelled at
#1,ann@x.org,paid,fulfilled,EUR,10.00,2025-01-05 10:00:00 +0100,
#2,bob@x.org,refunded,fulfilled,EUR,20.00,2025-01-06 10:00:00 +0100,
#3,ann@x.org,paid,,EUR,30.00,2025-03-06 10:00:00 +0100,
""",
        (2, 1, "40.00"),
        {"refunded": 1},
    ),
    # the order total stands on both lines of 501; 503 and 504 never came about; 505 was given back in full
    "woocommerce advanced order export": Export(
        "WooCommerce",
        """"Order Number","Order Status","Order Date","First Name (Billing)","Last Name (Billing)","Email (Billing)","City (Billing)","Country Code (Billing)","Item #","Item Name",Quantity,"Item Cost","Order Line Subtotal","Order Shipping Amount","Order Refund Amount","Order Total Amount","Order Total Tax Amount"
501,Completed,"2024-03-01 12:00",Ann,Lee,ann@x.org,Wien,AT,1,Soap,2,10,20,5,0,45.00,0
501,Completed,"2024-03-01 12:00",Ann,Lee,ann@x.org,Wien,AT,2,Towel,1,20,20,5,0,45.00,0
502,Processing,"2024-03-02 12:00",Bob,Ray,bob@x.org,Graz,AT,1,Soap,1,10,10,5,5.00,15.00,0
503,"Pending payment","2024-03-03 12:00",Cy,Fox,cy@x.org,Linz,AT,1,Soap,1,10,10,5,0,15.00,0
504,Failed,"2024-03-03 12:00",Cy,Fox,cy@x.org,Linz,AT,1,Soap,1,10,10,5,0,15.00,0
505,Refunded,"2024-03-04 12:00",Dee,Ott,dee@x.org,Linz,AT,1,Towel,1,20,20,5,25.00,25.00,0
506,"On hold","2024-04-04 12:00",Ann,Lee,ann@x.org,Wien,AT,1,Towel,1,20,20,5,0,25.00,0
507,Completed,"2024-04-05 12:00",,,,Wien,AT,1,Towel,1,20,20,5,0,25.00,0
""",
        (3, 2, "80.00"),
        {"unpaid": 1, "failed": 1, "refunded": 1, "no_customer": 1},
    ),
    "woocommerce customer and order export": Export(
        "WooCommerce",
        """order_id,order_number,date,status,shipping_total,tax_total,order_total,refunded_total,order_currency,customer_id,billing_email,billing_city,billing_country,item_name,item_quantity,item_total
9,1009,2024-05-01 08:00:00,completed,0.00,0.00,30.00,0.00,EUR,4,eva@x.org,Pécs,HU,Cup,1,10.00
9,1009,2024-05-01 08:00:00,completed,0.00,0.00,30.00,0.00,EUR,4,eva@x.org,Pécs,HU,Pot,1,20.00
10,1010,2024-05-02 08:00:00,cancelled,0.00,0.00,12.00,0.00,EUR,0,gus@x.org,Pécs,HU,Cup,1,12.00
11,1011,2024-05-03 08:00:00,processing,0.00,0.00,12.00,2.00,EUR,0,gus@x.org,Pécs,HU,Cup,1,12.00
12,1012,2024-05-04 08:00:00,pending,0.00,0.00,12.00,0.00,EUR,0,hal@x.org,Pécs,HU,Cup,1,12.00
""",
        (2, 2, "40.00"),
        {"cancelled": 1, "unpaid": 1},
    ),
    "woocommerce webtoffee": Export(
        "WooCommerce",
        """order_id,order_number,order_date,paid_date,status,shipping_total,order_total,order_currency,payment_method,customer_id,customer_email,billing_first_name,billing_email,billing_city,line_item_1
7,7,2024-05-01 08:00:00,2024-05-01 08:01:00,wc-completed,0,19.90,GBP,stripe,2,a@x.org,Al,a@x.org,Leeds,name:Cup|quantity:1|total:19.90
8,8,2024-06-01 08:00:00,,wc-failed,0,19.90,GBP,stripe,2,a@x.org,Al,a@x.org,Leeds,name:Cup|quantity:1|total:19.90
9,9,2024-07-01 08:00:00,2024-07-01 08:01:00,wc-processing,0,10.10,GBP,stripe,0,b@x.org,Bo,b@x.org,York,name:Cup|quantity:1|total:10.10
""",
        (2, 2, "30.00"),
        {"failed": 1},
    ),
    "woocommerce analytics": Export(
        "WooCommerce",
        """Date,"Order #",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),"Net Sales",Attribution
"2024-05-01 08:00:00",71,completed,"Ann Lee",new,"1× Cup",1,,12.5,Direct
"2024-05-02 08:00:00",72,cancelled,"Bob Ray",new,"1× Cup",1,,12.5,Direct
"2024-06-02 08:00:00",73,processing,"Ann Lee",returning,"2× Cup",2,,25,Direct
""",
        (2, 1, "37.50"),
        {"cancelled": 1},
    ),
    # one of two orders was corrected after money was given back; 0.00 means that nothing was corrected
    "etsy orders": Export(
        "Etsy orders",
        """Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,Date Shipped,Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Coupon Code,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type
09/25/23,3001,ann1,Ann Lee,Ann,Lee,1,Credit Card,09/27/23,Boston,MA,02108,United States,USD,50.00,,0.00,0.00,5.00,0.00,55.00,,2.00,53.00,0.00,0.00,0.00,Ann Lee (ann1),online
09/26/23,3002,bob1,Bob Ray,Bob,Ray,2,Credit Card,09/28/23,Salem,MA,01970,United States,USD,40.00,,0.00,0.00,5.00,0.00,45.00,,2.00,43.00,30.00,1.50,28.50,Bob Ray (bob1),online
10/02/23,3003,ann1,Ann Lee,Ann,Lee,1,Credit Card,10/04/23,Boston,MA,02108,United States,USD,10.00,,0.00,0.00,5.00,0.00,15.00,,2.00,13.00,,,,Ann Lee (ann1),online
10/03/23,3004,cy1,Cy Fox,Cy,Fox,1,Credit Card,,Boston,MA,02108,United States,USD,10.00,,0.00,0.00,5.00,0.00,15.00,Canceled,2.00,13.00,,,,Cy Fox (cy1),online
""",
        (3, 2, "100.00"),
        {"cancelled": 1},
    ),
    "etsy items": Export(
        "Etsy order items",
        """Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship City,Ship Country,Order ID,Variations,Order Type
09/25/23,"Mug, blue",Ann Lee (ann1),2,10.00,,,0,0,5.00,0,20.00,USD,41,51,09/25/23,09/26/23,Ann Lee,Boston,United States,3001,,online
09/25/23,Bowl,Ann Lee (ann1),1,30.00,,,0,0,5.00,0,30.00,USD,42,52,09/25/23,09/26/23,Ann Lee,Boston,United States,3001,,online
10/02/23,Bowl,Bob Ray (bob1),1,30.00,,,0,0,5.00,0,30.00,USD,43,52,10/02/23,10/03/23,Bob Ray,Salem,United States,3002,,online
""",
        (2, 2, "80.00"),
        {},
    ),
    "square transactions": Export(
        "Square transactions",
        """Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Cash,Fees,Net Total,Transaction ID,Payment ID,Card Brand,Description,Event Type,Location,Customer ID,Customer Name,Transaction Status
2024-09-13,10:02:11,Eastern Time (US & Canada),$30.00,-$3.00,$0.00,$27.00,$0.00,$2.16,$2.00,$0.00,$31.16,Point of Sale,$31.16,$0.00,-$0.93,$30.23,T1,P1,Visa,Mug,Payment,Fair,C1,Dee Ott,Complete
2024-09-14,11:02:11,Eastern Time (US & Canada),"$1,200.00",$0.00,$0.00,"$1,200.00",$0.00,$0.00,$0.00,$0.00,"$1,200.00",Point of Sale,"$1,200.00",$0.00,-$9.00,"$1,191.00",T2,P2,Visa,Table,Payment,Fair,C2,Eli Roe,Complete
2024-09-15,12:02:11,Eastern Time (US & Canada),-$27.00,$0.00,$0.00,-$27.00,$0.00,-$2.16,$0.00,$0.00,-$29.16,Point of Sale,-$29.16,$0.00,$0.00,-$29.16,T3,P3,Visa,Mug,Refund,Fair,C1,Dee Ott,Complete
2024-09-16,12:02:11,Eastern Time (US & Canada),$8.00,$0.00,$0.00,$8.00,$0.00,$0.00,$0.00,$0.00,$8.00,Point of Sale,$0.00,$8.00,$0.00,$8.00,T4,P4,,Mug,Payment,Fair,,,Complete
""",
        (2, 2, "1200.00"),
        {"no_customer": 1},
    ),
    "square items": Export(
        "Square items",
        """Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name
2024-10-05,10:15:00,Eastern Time (US & Canada),Nails,Manicure,1,Regular,,,$45.00,$0.00,$45.00,$0.00,A1,P1,iPad,,,Payment,Main,,K1,Ann Lee
2024-10-05,10:15:00,Eastern Time (US & Canada),Retail,Oil,1,Regular,,,$12.00,$0.00,$12.00,$1.06,A1,P1,iPad,,,Payment,Main,,K1,Ann Lee
2024-10-09,11:15:00,Eastern Time (US & Canada),Nails,Pedicure,1,Regular,,,$40.00,-$4.00,$36.00,$0.00,A2,P2,iPad,,,Payment,Main,,K2,Bob Ray
2024-10-10,11:15:00,Eastern Time (US & Canada),Retail,Oil,1,Regular,,,-$12.00,$0.00,-$12.00,$0.00,A3,P3,iPad,,,Refund,Main,,K1,Ann Lee
""",
        (2, 2, "81.00"),
        {},
    ),
    # what was paid in dollars stands in euros too: nothing to ask
    "stripe payments with converted amounts": Export(
        "Stripe",
        """id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Status,Customer ID,Customer Email,Dispute Status
ch_1,2024-06-10 18:37:41,100.00,0.00,eur,true,100.00,0.00,eur,,Plan,3.00,Paid,cus_1,ann@x.org,
ch_2,2024-06-11 18:37:41,110.00,11.00,usd,true,100.00,10.00,eur,,Plan,3.00,Paid,cus_2,bob@x.org,
ch_3,2024-06-12 18:37:41,50.00,0.00,eur,false,,,,insufficient_funds,Plan,0.00,Failed,cus_3,cy@x.org,
ch_4,2024-06-13 18:37:41,60.00,60.00,eur,true,60.00,60.00,eur,,Plan,3.00,Refunded,cus_4,dee@x.org,
ch_5,2024-06-14 18:37:41,70.00,0.00,eur,true,70.00,0.00,eur,,Plan,3.00,Paid,cus_5,eli@x.org,lost
ch_6,2024-07-10 18:37:41,40.00,0.00,eur,true,40.00,0.00,eur,,Plan,3.00,Paid,cus_6,ann@x.org,
pi_7,2024-07-11 18:37:41,40.00,0.00,eur,false,,,,,Plan,0.00,requires_payment_method,cus_6,ann@x.org,
""",
        (3, 2, "230.00"),
        {"failed": 2, "refunded": 1, "unpaid": 1},
    ),
    "stripe payments": Export(
        "Stripe",
        """id,Description,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email,Captured
ch_1,Order 1,2023-06-10 18:37,100.00,0.00,usd,Paid,,ann@x.org,true
ch_2,Order 2,2023-06-11 18:37,"1,000.50",0.50,usd,Paid,cus_2,bob@x.org,true
ch_2,Order 2,2023-06-11 18:37,"1,000.50",0.50,usd,Paid,cus_2,bob@x.org,true
ch_3,Order 3,2023-06-12 18:37,80.00,0.00,usd,Failed,cus_2,bob@x.org,true
ch_4,Order 4,2023-06-12 18:37,80.00,0.00,usd,Paid,,ann@x.org,false
""",
        (2, 2, "1100.00"),
        {"failed": 1, "duplicate": 1, "unpaid": 1},
    ),
    "stripe balance": Export(
        "Stripe balance",
        """balance_transaction_id,created_utc,created,available_on,currency,gross,fee,net,reporting_category,source_id,description,customer_id,customer_email,charge_id
txn_1,2024-01-02 10:00:00,2024-01-02 11:00:00,2024-01-09 00:00:00,eur,50.00,1.50,48.50,charge,ch_1,Cup,cus_1,ann@x.org,ch_1
txn_2,2024-01-03 10:00:00,2024-01-03 11:00:00,2024-01-10 00:00:00,eur,70.00,1.50,68.50,charge,ch_2,Pot,cus_2,bob@x.org,ch_2
txn_3,2024-01-04 10:00:00,2024-01-04 11:00:00,2024-01-10 00:00:00,eur,-70.00,0.00,-70.00,refund,re_2,Pot,cus_2,bob@x.org,ch_2
txn_4,2024-01-10 10:00:00,2024-01-10 11:00:00,2024-01-10 00:00:00,eur,-48.50,0.00,-48.50,payout,po_1,STRIPE PAYOUT,,,
txn_5,2024-01-11 10:00:00,2024-01-11 11:00:00,2024-01-11 00:00:00,eur,-2.00,0.00,-2.00,fee,,Radar,,,
""",
        (1, 2, "50.00"),
        {"no_sale": 2},
    ),
    # 120 from ann, 30 of them back; 80 dollars converted; the shop's own purchase, a withdrawal and a hold are no sales
    "paypal": Export(
        "PayPal",
        """"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Item Title","Reference Txn ID","Invoice Number","Balance","Balance Impact"
"03/14/2024","10:12:00","PDT","Ann Lee","Express Checkout Payment","Partially Refunded","USD","120.00","-3.78","116.22","ann@x.org","shop@x.org","1AA","Lamp","","","116.22","Credit"
"03/15/2024","10:12:00","PDT","Bob Ray","Website Payment","Completed","USD","1,080.00","-30.00","1,050.00","bob@x.org","shop@x.org","2BB","Sofa","","","1,166.22","Credit"
"03/16/2024","10:12:00","PDT","Ann Lee","Payment Refund","Completed","USD","-30.00","0.90","-29.10","shop@x.org","ann@x.org","3CC","Lamp","1AA","","1,137.12","Debit"
"03/17/2024","10:12:00","PDT","","General Withdrawal","Completed","USD","-1,000.00","0.00","-1,000.00","","","4DD","","","","137.12","Debit"
"03/18/2024","10:12:00","PDT","Ink Supplies","Express Checkout Payment","Completed","USD","-22.00","0.00","-22.00","shop@x.org","ink@x.org","5EE","Ink","","","115.12","Debit"
"03/19/2024","10:12:00","PDT","Cy Fox","Express Checkout Payment","Pending","USD","55.00","0.00","55.00","cy@x.org","shop@x.org","6FF","Lamp","","","115.12","Memo"
"03/20/2024","10:12:00","PDT","","Payment Hold","Placed","USD","-10.00","0.00","-10.00","","","7GG","","1AA","","105.12","Debit"
"03/21/2024","10:12:00","PDT","Dee Ott","Express Checkout Payment","Refunded","USD","40.00","-1.20","38.80","dee@x.org","shop@x.org","8HH","Lamp","","","143.92","Credit"
"03/22/2024","10:12:00","PDT","Dee Ott","Payment Refund","Completed","USD","-40.00","1.20","-38.80","shop@x.org","dee@x.org","9II","Lamp","8HH","","105.12","Debit"
"03/23/2024","10:12:00","PDT","","General Currency Conversion","Completed","USD","-5.00","0.00","-5.00","","","9JJ","","","","100.12","Debit"
""",
        (2, 3, "1170.00"),
        {"no_sale": 4, "unpaid": 1},
    ),
    "paypal in german": Export(
        "PayPal",
        """"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Absender E-Mail-Adresse","Empfänger E-Mail-Adresse","Transaktionscode","Artikelbezeichnung","Zugehöriger Transaktionscode","Guthaben","Land","Auswirkung auf Guthaben"
"04.10.2024","10:12:00","CEST","Änne Lee","PayPal Express-Zahlung","Abgeschlossen","EUR","1.059,90","-20,00","1.039,90","ann@x.org","shop@x.org","1AB","Sofa","","1.039,90","Deutschland","Haben"
"05.10.2024","10:12:00","CEST","Bernd Ray","Website-Zahlung","Abgeschlossen","EUR","40,10","-1,00","39,10","bob@x.org","shop@x.org","2AB","Lampe","","1.079,00","Deutschland","Haben"
"06.10.2024","10:12:00","CEST","Bernd Ray","Rückzahlung","Abgeschlossen","EUR","-40,10","1,00","-39,10","shop@x.org","bob@x.org","3AB","Lampe","2AB","1.039,90","Deutschland","Soll"
"07.10.2024","10:12:00","CEST","","Allgemeine Abbuchung","Abgeschlossen","EUR","-1.000,00","0,00","-1.000,00","","","4AB","","","39,90","","Soll"
"08.10.2024","10:12:00","CEST","","Bankgutschrift auf PayPal-Konto","Abgeschlossen","EUR","100,00","0,00","100,00","","shop@x.org","5AB","","","139,90","","Haben"
"09.10.2024","10:12:00","CEST","Etsy","Zahlung im Einzugsverfahren mit Zahlungsrechnung","Abgeschlossen","EUR","-15,00","0,00","-15,00","shop@x.org","etsy@x.org","6AB","","","124,90","","Soll"
"10.10.2024","10:12:00","CEST","Cilli Fox","PayPal Express-Zahlung","Ausstehend","EUR","60,00","0,00","60,00","cy@x.org","shop@x.org","7AB","Lampe","","124,90","Deutschland","Memo"
""",
        (1, 2, "1059.90"),
        {"no_sale": 3, "unpaid": 1},
    ),
    "paypal in french": Export(
        "PayPal",
        """"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net","De l'adresse email","À l'adresse email","Numéro de transaction","Titre de l'objet","Numéro de la transaction de référence","Solde"
"14/03/2024","10:12:00","CET","Ann Lee","Paiement Express Checkout","Terminé","EUR","120,00","-3,78","116,22","ann@x.org","shop@x.org","1AA","Lampe","","116,22"
"15/03/2024","10:12:00","CET","Ann Lee","Remboursement","Terminé","EUR","-20,00","0,90","-19,10","shop@x.org","ann@x.org","2AA","Lampe","1AA","97,12"
"16/03/2024","10:12:00","CET","","Virement standard","Terminé","EUR","-90,00","0,00","-90,00","","","3AA","","","7,12"
""",
        (1, 1, "100.00"),
        {"no_sale": 1},
    ),
    "amazon fulfilled shipments": Export(
        "Amazon orders",
        """amazon-order-id\tmerchant-order-id\tshipment-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\tquantity-shipped\tcurrency\titem-price\titem-tax\tshipping-price\tship-city\tship-country\tsales-channel
111-1\t\tD1\t2024-03-31T23:30:00-07:00\t2024-04-01T00:30:00-07:00\tann@marketplace.amazon.com\tAnn\tA\tMug\t2\tUSD\t20.00\t1.60\t4.99\tReno\tUS\tAmazon.com
111-1\t\tD1\t2024-03-31T23:30:00-07:00\t2024-04-01T00:30:00-07:00\tann@marketplace.amazon.com\tAnn\tB\tPot\t1\tUSD\t15.50\t1.00\t0.00\tReno\tUS\tAmazon.com
111-2\t\tD2\t2024-04-02T10:00:00-07:00\t2024-04-02T11:00:00-07:00\tbob@marketplace.amazon.com\tBob\tA\tMug\t1\tUSD\t10.00\t0.80\t4.99\tElko\tUS\tAmazon.com
""",
        (2, 2, "45.50"),
        {},
    ),
    "amazon order report": Export(
        "Amazon orders",
        """order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tbuyer-phone-number\tsku\tproduct-name\tquantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\tship-city\tship-country
222-1\t1\t2024-05-01T10:00:00+00:00\t2024-05-01T10:00:00+00:00\ta@marketplace.amazon.co.uk\tAl\t1\tA\tMug\t1\tGBP\t9.99\t1.67\t0.00\tLeeds\tGB
222-2\t2\t2024-06-01T10:00:00+00:00\t2024-06-01T10:00:00+00:00\ta@marketplace.amazon.co.uk\tAl\t1\tA\tMug\t1\tGBP\t9.99\t1.67\t0.00\tLeeds\tGB
""",
        (2, 1, "19.98"),
        {},
    ),
    "amazon all orders with buyers": Export(
        "Amazon orders",
        """amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\tproduct-name\tsku\titem-status\tquantity\tcurrency\titem-price\titem-tax\tbuyer-email
333-1\t\t2024-06-17T08:04:21+00:00\t2024-06-18T22:07:59+00:00\tShipped\tAmazon\tAmazon.it\tMug\tA\tShipped\t1\tEUR\t89.95\t\ta@x.it
333-2\t\t2024-06-18T08:04:21+00:00\t2024-06-18T22:07:59+00:00\tCancelled\tAmazon\tAmazon.it\tMug\tA\tCancelled\t0\tEUR\t\t\tb@x.it
333-3\t\t2024-06-19T08:04:21+00:00\t2024-06-18T22:07:59+00:00\tPending\tAmazon\tAmazon.it\tMug\tA\tUnshipped\t1\tEUR\t89.95\t\tb@x.it
333-4\t\t2024-06-20T08:04:21+00:00\t2024-06-21T22:07:59+00:00\tShipped\tAmazon\tAmazon.it\tPot\tB\tShipped\t1\tEUR\t10.05\t\tb@x.it
""",
        (2, 2, "100.00"),
        {"cancelled": 1, "unpaid": 1},
    ),
    # order 12 has a row of its own (65.00) above those of its two items; 13 was never paid
    "ebay orders": Export(
        "eBay orders",
        """,,,,,,,,,,,,
"Sales Record Number","Order Number","Buyer Username","Buyer Name","Buyer City","Item Number","Item Title","Quantity","Sold For","Shipping And Handling","Total Price","Sale Date","Paid On Date"
,,,,,,,,,,,,
"11","01-11111-11111","ann1","Ann Lee","Reno","5551","Mug","1","$20.00","$5.00","$25.00","Sep-03-24","Sep-03-24"
"12","01-11111-22222","bob1","Bob Ray","Elko","","","2","$60.00","$5.00","$65.00","Sep-04-24","Sep-04-24"
"12","01-11111-22222","bob1","Bob Ray","Elko","5552","Pot","1","$40.00","","$40.00","Sep-04-24","Sep-04-24"
"12","01-11111-22222","bob1","Bob Ray","Elko","5553","Pan","1","$20.00","","$20.00","Sep-04-24","Sep-04-24"
"13","","cy1","Cy Fox","Elko","5551","Mug","1","$20.00","$5.00","$25.00","Sep-05-24",""
"14","01-11111-44444","ann1","Ann Lee","Reno","5554","Jug","1","$10.00","$0.00","$10.00","Oct-13-24","Oct-13-24"

4,record(s) downloaded, from Sep-01-24 to Oct-30-24
Seller ID : pots_and_pans
""",
        (3, 2, "100.00"),
        {"unpaid": 1, "text_line": 2},
    ),
    "ebay.de orders": Export(
        "eBay orders",
        """Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;Artikelnummer;Artikelbezeichnung;Anzahl;Verkauft für;Verpackung und Versand;Gesamtbetrag;Verkauft am;Zahlungsdatum
1;23-11111-11111;ann1;Änne Lee;91;Krug;1;111,99 €;5,00 €;116,99 €;10-Dez-24;10-Dez-24
2;23-11111-22222;bob1;Bernd Ray;92;Sofa;1;1.200,01 €;0,00 €;1.200,01 €;12-Mär-25;12-Mär-25
3;23-11111-33333;bob1;Bernd Ray;92;Sofa;1;1.200,01 €;0,00 €;1.200,01 €;13-Mär-25;
""",
        (2, 2, "1317.00"),
        {"unpaid": 1},
    ),
    "ebay transactions": Export(
        "eBay transactions",
        """"Seller","pots_and_pans"
"Start date","Sep 1, 2024"

"Transaction creation date","Type","Order number","Legacy order ID","Buyer username","Buyer name","Net amount","Payout currency","Item ID","Item title","Quantity","Item subtotal","Shipping and handling","Final Value Fee - fixed","Gross transaction amount","Transaction currency","Description"
"Sep 3, 2024","Order","01-1","1-1","ann1","Ann Lee","21.00","USD","51","Mug","1","20","5","-0.3","25","USD","--"
"Sep 3, 2024","Shipping label","01-1","1-1","ann1","Ann Lee","-4.10","USD","--","--","--","--","--","--","-4.10","USD","USPS"
"Sep 4, 2024","Order","01-2","1-2","bob1","Bob Ray","60.00","USD","--","--","2","60","5","-0.3","65","USD","--"
"Sep 4, 2024","Order","01-2","1-2","bob1","Bob Ray","--","USD","52","Pot","1","40","--","--","--","USD","--"
"Sep 4, 2024","Order","01-2","1-2","bob1","Bob Ray","--","USD","53","Pan","1","20","--","--","--","USD","--"
"Sep 6, 2024","Refund","01-1","1-1","ann1","Ann Lee","-25.00","USD","51","Mug","1","-20","-5","0.3","-25","USD","--"
"Sep 7, 2024","Payout","--","--","--","--","-56.90","USD","--","--","--","--","--","--","-56.90","USD","Bank"
"Sep 8, 2024","Other fee","--","--","--","--","-21.95","USD","--","--","--","--","--","--","-21.95","USD","Store"
""",
        (1, 2, "65.00"),
        {"no_sale": 3},
    ),
    # a row below the header says what the columns hold; the order amount stands on both rows of 577001
    "tiktok shop": Export(
        "TikTok Shop",
        """Order ID,Order Status,Order Substatus,Cancelation/Return Type,Normal or Pre-order,SKU ID,Seller SKU,Product Name,Variation,Quantity,Sku Quantity of return,SKU Subtotal After Discount,Shipping Fee After Discount,Order Amount,Order Refund Amount,Created Time,Paid Time,Cancelled Time,Buyer Username,Country,City,Payment Method
Platform unique order ID.,Current order status.,Details.,Type.,Type.,Platform SKU ID.,Seller SKU input.,Platform product name.,Variation.,SKU sold quantity.,Quantity of return.,It equals to.,Shipping.,It equals to what the buyer pays.,Refund.,Order created time.,Paid time.,Cancelled time.,Buyer name.,Country.,City.,Payment.
577001,Completed,Delivered,,Normal,1,S1,Mug,Blue,1,0,10.00,5.00,35.00,0,14/03/2024 10:00:00,14/03/2024 10:01:00,,ann_1,US,Reno,Card
577001,Completed,Delivered,,Normal,2,S2,Pot,Red,1,0,20.00,5.00,35.00,0,14/03/2024 10:00:00,14/03/2024 10:01:00,,ann_1,US,Reno,Card
577002,Canceled,Canceled,Cancel,Normal,1,S1,Mug,Blue,1,0,10.00,5.00,15.00,15.00,15/03/2024 10:00:00,,15/03/2024 12:00:00,bob_1,US,Elko,Card
577003,Shipped,In transit,,Normal,1,S1,Mug,Blue,2,0,20.00,5.00,25.00,0,16/03/2024 10:00:00,16/03/2024 10:00:00,,bob_1,US,Elko,Card
577004,Unpaid,Unpaid,,Normal,1,S1,Mug,Blue,2,0,20.00,5.00,25.00,0,16/03/2024 10:00:00,,,cy_1,US,Elko,Card
577005,Completed,Delivered,Return/Refund,Normal,1,S1,Mug,Blue,1,1,10.00,5.00,15.00,10.00,17/03/2024 10:00:00,17/03/2024 10:00:00,,ann_1,US,Reno,Card
""",
        (3, 2, "65.00"),
        {"description": 1, "cancelled": 1, "unpaid": 1},
    ),
    "shopee": Export(
        "Shopee",
        """Order ID,Order Status,Cancel reason,Return / Refund Status,Order Creation Date,Order Paid Time,Product Name,SKU Reference No.,Variation Name,Original Price,Deal Price,Quantity,Product Subtotal,Buyer Paid Shipping Fee,Grand Total,Username (Buyer),Receiver Name,Town,City,Country
24A1,Completed,,,2024-03-01 10:00,2024-03-01 10:05,Serum,S1,,450,450,1,450,40,940,ann_1,An***,Pasay,Manila,PH
24A1,Completed,,,2024-03-01 10:00,2024-03-01 10:05,Cream,S2,,450,450,1,450,40,940,ann_1,An***,Pasay,Manila,PH
24A2,Cancelled,Cancelled by Buyer reason: Others,,2024-03-02 10:00,,Serum,S1,,450,450,1,450,40,490,bob_1,Bo***,Cebu,Cebu,PH
24A3,Shipping,,,2024-04-02 10:00,2024-04-02 10:00,Serum,S1,,450,450,1,450,10,460,bob_1,Bo***,Cebu,Cebu,PH
24A4,Unpaid,,,2024-04-03 10:00,,Serum,S1,,450,450,1,450,10,460,cy_1,Cy***,Cebu,Cebu,PH
""",
        (2, 2, "1400"),
        {"cancelled": 1, "unpaid": 1},
    ),
    "lazada": Export(
        "Lazada",
        """orderItemId;orderType;lazadaId;sellerSku;createTime;updateTime;orderNumber;customerName;customerEmail;shippingName;shippingCity;paidPrice;unitPrice;sellerDiscountTotal;shippingFee;itemName;status
1;Normal;L1;S1;05 Nov 2023 12:30;06 Nov 2023 12:30;9001;Ann Lee;;Ann Lee;Penang;25.50;30.00;-4.50;0.00;Mug;delivered
2;Normal;L2;S2;05 Nov 2023 12:30;06 Nov 2023 12:30;9001;Ann Lee;;Ann Lee;Penang;10.00;10.00;0.00;0.00;Pot;canceled
3;Normal;L3;S1;15 Dec 2023 12:30;16 Dec 2023 12:30;9002;Bob Ray;;Bob Ray;Ipoh;30.00;30.00;0.00;0.00;Mug;shipped
4;Normal;L4;S1;16 Dec 2023 12:30;17 Dec 2023 12:30;9003;Bob Ray;;Bob Ray;Ipoh;30.00;30.00;0.00;0.00;Mug;returned
""",
        (2, 2, "55.50"),
        {"cancelled": 1, "refunded": 1},
    ),
    "taobao": Export(
        "Taobao / Tmall",
        """订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝总数量,退款金额
=\"1234567890123456789\",小王,a@x.cn,100.00,0.00,100.00,100.00,交易成功,王,浙江省 杭州市,2023-11-11 00:01:00,2023-11-11 00:02:00,杯子,1,0.00
=\"1234567890123456790\",小李,b@x.cn,60.00,0.00,60.00,0.00,交易关闭,李,浙江省 杭州市,2023-11-11 00:03:00,,杯子,1,0.00
=\"1234567890123456791\",小李,b@x.cn,60.00,0.00,60.00,50.00,卖家已发货，等待买家确认,李,浙江省 杭州市,2023-11-12 00:03:00,2023-11-12 00:05:00,杯子,1,10.00
=\"1234567890123456792\",小张,c@x.cn,60.00,0.00,60.00,0.00,等待买家付款,张,浙江省 杭州市,2023-11-12 00:03:00,,杯子,1,0.00
""",
        (2, 2, "150.00"),
        {"cancelled": 1, "unpaid": 1},
    ),
    "jd": Export(
        "JD",
        """订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名
2001,1,杯子,1,在线支付,2023-06-18 10:00:00,50.00,80.00,75.00,0.00,80.00,完成,普通订单,jd_ann,安
2001,2,碗,1,在线支付,2023-06-18 10:00:00,30.00,80.00,75.00,0.00,80.00,完成,普通订单,jd_ann,安
2002,1,杯子,1,在线支付,2023-06-19 10:00:00,50.00,50.00,50.00,0.00,50.00,(删除)等待出库,普通订单,jd_bob,波
2003,1,杯子,1,在线支付,2023-07-19 10:00:00,50.00,50.00,50.00,0.00,50.00,等待确认收货,普通订单,jd_bob,波
""",
        (2, 2, "130.00"),
        {"cancelled": 1},
    ),
    "magento 2": Export(
        "Magento",
        """ID,"Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)",Status,"Billing Address","Customer Email","Customer Group",Subtotal,"Customer Name","Payment Method","Total Refunded"
000000001,"Main Website","Mar 5, 2024 3:22:10 PM","Ann Lee","Ann Lee",100.5000,100.5000,complete,"Reno",ann@x.org,General,95,"Ann Lee",paypal,0.5000
000000002,"Main Website","Mar 6, 2024 3:22:10 PM","Bob Ray","Bob Ray",60.0000,60.0000,closed,"Elko",bob@x.org,General,55,"Bob Ray",paypal,60.0000
000000003,"Main Website","Mar 7, 2024 3:22:10 PM","Cy Fox","Cy Fox",70.0000,70.0000,canceled,"Elko",cy@x.org,General,65,"Cy Fox",paypal,
000000004,"Main Website","Mar 8, 2024 3:22:10 PM","Cy Fox","Cy Fox",70.0000,70.0000,pending_payment,"Elko",cy@x.org,General,65,"Cy Fox",paypal,
000000005,"Main Website","Apr 8, 2024 3:22:10 PM","Ann Lee","Ann Lee",20.0000,20.0000,processing,"Reno",ann@x.org,General,15,"Ann Lee",paypal,
""",
        (2, 1, "120.00"),
        {"refunded": 1, "cancelled": 1, "unpaid": 1},
    ),
    "magento 1": Export(
        "Magento",
        """"Order #","Purchased From (Store)","Purchased On","Bill to Name","Ship to Name","G.T. (Base)","G.T. (Purchased)",Status
100000001,"Main Store","Jan 5, 2014 3:22:10 PM","Ann Lee","Ann Lee",$705.00,$705.00,Complete
100000002,"Main Store","Jan 6, 2014 3:22:10 PM","Bob Ray","Bob Ray",$95.00,$95.00,Closed
100000003,"Main Store","Feb 6, 2014 3:22:10 PM","Bob Ray","Bob Ray",$95.00,$95.00,Canceled
100000004,"Main Store","Feb 7, 2014 3:22:10 PM","Bob Ray","Bob Ray",$45.00,$45.00,Processing
""",
        (2, 2, "750.00"),
        {"refunded": 1, "cancelled": 1},
    ),
    "prestashop": Export(
        "PrestaShop",
        """ID;Reference;"New client";Delivery;Customer;Total;Payment;Status;Date
5;KHWLILZLL;1;"United States";"J. DOE";€61.80;"Bank wire";"Awaiting bank wire payment";"2024-01-14 10:00:00"
4;FFATNOMMJ;0;"United States";"A. LEE";€89.89;"Payment by check";"Payment accepted";"2024-01-13 10:00:00"
3;UOYEVOLI_;0;France;"A. LEE";€14.90;"Payment by check";"Payment error";"2024-01-12 10:00:00"
2;OHSATSERP;1;France;"B. RAY";€10.11;"Payment by check";Shipped;"2024-01-11 10:00:00"
1;XKBKNABJK;1;France;"C. FOX";€10.11;"Payment by check";Canceled;"2024-01-10 10:00:00"
""",
        (2, 2, "100.00"),
        {"unpaid": 1, "failed": 1, "cancelled": 1},
    ),
    "prestashop in french": Export(
        "PrestaShop",
        """ID;Référence;"Nouveau client";Livraison;Client;Total;Paiement;État;Date
4;FFATNOMMJ;0;France;"A. LEE";"1 089,89 €";Chèque;"Paiement accepté";"14/01/2024 10:00:00"
3;UOYEVOLIX;0;France;"A. LEE";"14,90 €";Chèque;"En attente du paiement par chèque";"13/01/2024 10:00:00"
2;OHSATSERP;1;France;"B. RAY";"10,11 €";Chèque;Expédié;"12/01/2024 10:00:00"
1;XKBKNABJK;1;France;"C. FOX";"10,11 €";Chèque;Remboursé;"11/01/2024 10:00:00"
""",
        (2, 2, "1100.00"),
        {"unpaid": 1, "refunded": 1},
    ),
    "prestashop sql manager": Export(
        "PrestaShop",
        """id_order;reference;id_customer;current_state;payment;total_paid;total_paid_real;date_add;valid
1;AAA;7;5;PayPal;30.000000;30.000000;2024-01-10 10:00:00;1
2;BBB;8;6;PayPal;30.000000;0.000000;2024-01-11 10:00:00;0
3;CCC;7;4;PayPal;12.500000;12.500000;2024-02-11 10:00:00;1
""",
        (2, 1, "42.50"),
        {"unpaid": 1},
    ),
    "squarespace": Export(
        "Squarespace",
        """Order ID,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Amount Refunded,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing City,Billing Country,Cancelled at
00001,ann@x.org,PAID,2024-03-01 10:00:00 -0500,FULFILLED,,USD,30.00,5.00,0.00,0.00,35.00,,2024-03-01 10:00:00 -0500,1,Mug,10.00,Reno,US,
00001,ann@x.org,,,,,,,,,,,,,1,Pot,20.00,,,
00002,bob@x.org,PARTIALLY_REFUNDED,2024-03-02 10:00:00 -0500,FULFILLED,,USD,30.00,5.00,0.00,10.00,35.00,,2024-03-02 10:00:00 -0500,3,Mug,10.00,Elko,US,
00003,cy@x.org,REFUNDED,2024-03-03 10:00:00 -0500,FULFILLED,,USD,30.00,5.00,0.00,35.00,35.00,,2024-03-03 10:00:00 -0500,3,Mug,10.00,Elko,US,
""",
        (2, 2, "60.00"),
        {"refunded": 1},
    ),
    "wix": Export(
        "Wix",
        """Order number,Date created,Time,Total order quantity,Contact email,Item,Variant,SKU,Qty,Quantity refunded,Price,Billing name,Billing country,Billing city,Payment status,Payment method,Shipping rate,Total tax,Total,Currency,Refunded amount,Net amount,Fulfillment status
10001,"Mar 5, 2024",10:00,2,ann@x.org,Mug,,M,1,0,10,Ann,USA,Reno,Paid,Card,5,0,35,USD,0,35,Fulfilled
10001,"Mar 5, 2024",10:00,2,ann@x.org,Pot,,P,1,0,20,Ann,USA,Reno,Paid,Card,5,0,35,USD,0,35,Fulfilled
10002,"Mar 6, 2024",10:00,1,bob@x.org,Mug,,M,1,0,10,Bob,USA,Elko,Unpaid,Manual,5,0,15,USD,0,15,Unfulfilled
10003,"Apr 6, 2024",10:00,1,bob@x.org,Mug,,M,1,0,10,Bob,USA,Elko,Partially Refunded,Card,5,0,15,USD,5,10,Fulfilled
""",
        (2, 2, "45.00"),
        {"unpaid": 1},
    ),
    "bigcommerce": Export(
        "BigCommerce",
        """Order ID,Customer ID,Customer Name,Customer Email,Order Date,Order Status,Subtotal (inc tax),Tax Total,Shipping Cost (inc tax),Order Total (inc tax),Order Total (ex tax),Refund Amount,Payment Method,Order Currency Code,Billing Suburb,Billing Country
100,1,Ann Lee,ann@x.org,03/14/2024,Completed,95.00,5.00,5.00,100.00,95.00,0.00,PayPal,USD,Reno,US
101,0,Bob Ray,bob@x.org,03/15/2024,Refunded,95.00,5.00,5.00,100.00,95.00,100.00,PayPal,USD,Elko,US
102,0,Bob Ray,bob@x.org,03/16/2024,Incomplete,45.00,5.00,5.00,50.00,45.00,0.00,PayPal,USD,Elko,US
103,0,Bob Ray,bob@x.org,04/16/2024,Awaiting Fulfillment,45.00,5.00,5.00,50.00,45.00,10.00,PayPal,USD,Elko,US
104,1,Ann Lee,ann@x.org,04/17/2024,Declined,45.00,5.00,5.00,50.00,45.00,0.00,PayPal,USD,Reno,US
""",
        (2, 2, "140.00"),
        {"refunded": 1, "unpaid": 1, "failed": 1},
    ),
    "gumroad": Export(
        "Gumroad",
        """Purchase ID,Item Name,Buyer Name,Purchase Email,Buyer Email,Purchase Date,Purchase Time (UTC timezone),Subtotal ($),Taxes ($),Shipping ($),Sale Price ($),Fees ($),Net Total ($),Refunded?,Partial Refund ($),Fully Refunded?,Disputed?,Country,Quantity
g1,Planner,Ann,ann@x.org,,2024-09-02,10:00,12.00,0.00,0.00,12.00,1.85,10.15,0,0.00,0,0,US,1
g2,Planner,Bob,bob@x.org,,2024-09-05,11:00,12.00,0.00,0.00,12.00,1.85,10.15,1,2.00,0,0,CA,1
g3,Tracker,Cy,cy@x.org,,2024-09-09,12:00,8.00,0.00,0.00,8.00,1.30,6.70,1,0.00,1,0,US,1
Totals,,,,,,,32.00,0.00,0.00,32.00,5.00,27.00,,2.00,,,,
""",
        (2, 2, "22.00"),
        {"refunded": 1, "total": 1},
    ),
}

WITHOUT_CUSTOMERS = {
    "amazon all orders": """amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tproduct-name\tsku\titem-status\tquantity\tcurrency\titem-price\titem-tax\tship-city\tship-country
333-1\t\t2024-06-17T08:04:21+00:00\t2024-06-18T22:07:59+00:00\tShipped\tAmazon.it\tMug\tA\tShipped\t1\tEUR\t89.95\t\tRoma\tIT
333-2\t\t2024-06-18T08:04:21+00:00\t2024-06-18T22:07:59+00:00\tShipped\tAmazon.it\tMug\tA\tShipped\t1\tEUR\t89.95\t\tRoma\tIT
""",
    "amazon settlement": """settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tposted-date\tsku\tquantity-purchased
189\t2024-03-01\t2024-03-15\t2024-03-17\t26.99\tGBP\t\t\t\t\t\t\t\t\t\t\t\t
189\t\t\t\t\tGBP\tOrder\t206-1\t\t\tF1\tamazon.co.uk\tItemPrice\tPrincipal\t29.99\t2024-03-02\tW1\t1
189\t\t\t\t\tGBP\tOrder\t206-1\t\t\tF1\tamazon.co.uk\tItemFees\tCommission\t-3.00\t2024-03-02\tW1\t1
""",
    "amazon payments": """"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"
"All amounts in USD, unless specified"
"Definitions:"
"Sales tax collected: Includes sales tax collected from buyers."
"date/time","settlement id","type","order id","sku","description","quantity","marketplace","fulfillment","order city","order state","product sales","selling fees","total"
"Mar 1, 2024 12:00:16 AM PST","178","Order","112-1","W1","Mug","1","amazon.com","Amazon","RENO","NV","25.99","-3.90","18.23"
"Mar 2, 2024 12:00:16 AM PST","178","Refund","112-1","W1","Mug","1","amazon.com","Amazon","RENO","NV","-25.99","3.90","-18.23"
"Mar 3, 2024 12:00:16 AM PST","178","Transfer","","","To account","","","","","","0","0","-100.00"
""",
    "stripe balance": """id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
txn_1,charge,ch_1,97.00,3.07,93.93,eur,2024-09-11 09:00,2024-09-18 00:00,Plan
txn_2,payout,po_1,-93.93,0.00,-93.93,eur,2024-09-20 00:00,2024-09-20 00:00,STRIPE PAYOUT
""",
}

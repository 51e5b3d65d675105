"""Marketplaces of Asia: TikTok Shop, Shopee, Lazada, Taobao and Tmall, JD."""

from retention_core.ingest.platforms.platform import Aside, Platform
from retention_core.kernel.reading_codes import SetAside

_GONE = "cancel|^cancelado|^batal|dibatalkan|đã hủy|不成立|已取消"
_WAITING = r"^(?:unpaid|não pago|belum bayar|chờ thanh toán|尚未付款)"

# Shopee in English, Indonesian, Vietnamese, Portuguese and Chinese (Taiwan). Vietnamese has the total of the buyer
# once more for each item, with one capital letter more.
_NUMBER = "Order ID|No. Pesanan|Mã đơn hàng|ID do pedido|訂單編號"
_STATUS = "Order Status|Status Pesanan|Trạng Thái Đơn Hàng|Status do pedido|訂單狀態"
_WHO = "Username (Buyer)|Username (Pembeli)|Người Mua|Nome de usuário (comprador)|買家帳號"
_DAY = "Order Creation Date|Waktu Pesanan Dibuat|Ngày đặt hàng|Data de criação do pedido|訂單成立日期"
_TOTAL = "Grand Total|Total Pembayaran|Tổng số tiền người mua thanh toán|Total global|買家總支付金額"

MARKETPLACES = (
    Platform(
        "TikTok Shop",
        "Order Amount (with shipping, after discounts) once per order, less Order Refund Amount",
        ("Order ID", "Order Status", "Seller SKU", "Order Amount", "Created Time", "Buyer Username|Buyer Nickname"),
        {
            "order_id": "Order ID",
            "customer_id": "Buyer Username|Buyer Nickname",
            "ordered_on": "Created Time",
            "amount": "Order Amount",
            "refunded": "Order Refund Amount",
            "status": "Order Status",
            "product": "Product Name",
            "category": "Product Category",
            "city": "City|District|Regency and City",
            "country": "Country",
        },
        (
            Aside("Order Status", SetAside.CANCELLED, says=_GONE),
            Aside("Cancelation/Return Type|Cancellation/Return Type", SetAside.CANCELLED, says="^cancel"),
            Aside("Order Status", SetAside.UNPAID, says=_WAITING),
        ),
        repeats=True,
    ),
    Platform(
        "TikTok Shop settlement",
        "not read: it names no buyers",
        ("Order/adjustment ID", "Type", "Order created time", "Total settlement amount"),
        instead="Manage Orders, Export",
    ),
    Platform(
        "Shopee",
        "Grand Total (what the buyer pays) once per order",
        (
            _NUMBER,
            _STATUS,
            _WHO,
            _DAY,
            _TOTAL,
        ),
        {
            "order_id": _NUMBER,
            "phone": "Phone Number|No. Telepon|Telefone",
            "customer_id": _WHO,
            "ordered_on": _DAY,
            "amount": _TOTAL,
            "status": _STATUS,
            "product": "Product Name|Nama Produk|Tên sản phẩm|Nome do Produto|商品名稱",
            "city": "City|Kota/Kabupaten|Tỉnh/Thành phố|Cidade|城市",
        },
        (
            Aside(_STATUS, SetAside.CANCELLED, says=_GONE),
            Aside(_STATUS, SetAside.UNPAID, says=_WAITING),
        ),
        repeats=True,
    ),
    Platform(
        "Lazada",
        "paidPrice of each item",
        ("orderItemId", "orderNumber", "createTime", "paidPrice", "status"),
        {
            "order_id": "orderNumber",
            "customer_id": "customerEmail|customerName|shippingName",
            "name": "customerName|shippingName",
            "ordered_on": "createTime",
            "amount": "paidPrice",
            "status": "status",
            "product": "itemName",
            "city": "billingCity|shippingCity",
            "country": "billingCountry|shippingCountry",
        },
        (
            Aside("status", SetAside.CANCELLED, says="cancel|lost|damaged|^failed"),
            Aside("status", SetAside.REFUNDED, says="^(?:returned|package returned)"),
            Aside("status", SetAside.UNPAID, says="^(?:unpaid|pending payment)$"),
        ),
    ),
    Platform(
        "Taobao / Tmall",
        "买家实际支付金额 of paid orders, less 退款金额",
        ("订单编号", "买家会员名|买家昵称", "买家实际支付金额", "订单状态", "订单创建时间"),
        {
            "order_id": "订单编号",
            "customer_id": "买家会员名|买家昵称",
            "ordered_on": "订单创建时间",
            "amount": "买家实际支付金额",
            "refunded": "退款金额",
            "status": "订单状态",
            "product": "宝贝标题|商品标题",
        },
        (
            Aside("订单状态", SetAside.CANCELLED, says="关闭|取消"),
            Aside("订单状态", SetAside.UNPAID, says="等待买家付款"),
            Aside("订单付款时间", SetAside.UNPAID, unless=r"\d"),
        ),
    ),
    Platform(
        "JD",
        "应付金额 once per order",
        ("订单号", "下单帐号|下单账号", "下单时间", "应付金额", "订单状态"),
        {
            "order_id": "订单号",
            "customer_id": "下单帐号|下单账号",
            "ordered_on": "下单时间",
            "amount": "应付金额",
            "status": "订单状态",
            "product": "商品名称",
        },
        (
            Aside("订单状态", SetAside.CANCELLED, says="取消|删除"),
            Aside("订单状态", SetAside.UNPAID, says="等待付款"),
        ),
        repeats=True,
    ),
)

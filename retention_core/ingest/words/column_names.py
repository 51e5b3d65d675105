"""What columns are called, in twelve languages: per field, tiers of names, the most telling first.

A line is a product: "customer|client . id|number" stands for customerid, customernumber, clientid, clientnumber.
Adding a name is adding a word here.
"""

from collections.abc import Mapping
from itertools import product

from retention_core.ingest.words.header_spelling import normalized

_PERSON = (
    "customer|customers|cust|client|buyer|member|user|shopper|account|acct|patron|patient|guest|subscriber|donor"
    "|consumer"
    "|contact|purchaser|visitor"
)
_PERSON_FOREIGN = (
    "kunde|kunden|kaufer|kaeufer|kauferin|mitglied|besteller|auftraggeber|debitor|debitoren|vevo|ugyfel|vasarlo"
    "|partner|tag"
    "|cliente|clientes|comprador|consumidor|socio|usuario|utente|acquirente|client|acheteur|adherent|membre|klient"
    "|klienta"
    "|klienci|kupujacy|nabywca|kontrahent|zakaznik|zakaznika|odberatel|kupujici|uzivatel|clienti"
)
_ID = "id|ids|no|nr|num|number|code|key|ref|reference|identifier|uid|uuid"
_ID_FOREIGN = (
    "id|nr|no|nummer|kennung|schlussel|szam|szama|azonosito|azonositoja|kod|kodja|codigo|numero|num"
    "|identificador|code"
    "|identifiant|ref|numer|identyfikator|cislo|codice|identificativo"
)
_OF = "|de|do|da|del|della|du|des|di"

_RAW: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "customer_id": (
        (
            f"{_PERSON} . |{_ID}",
            f"{_PERSON_FOREIGN} . {_ID_FOREIGN}",
            f"id|codigo|numero|num|code|codice|identifiant|identificador . {_OF} . {_PERSON_FOREIGN}",
            "numer|id|kod . klienta|kupujacego|nabywcy",
            "cislo|id|kod . zakaznika|odberatele",
            "客户|顾客|会员|买家|用户|客戶|顧客|會員|買家|用戶|会員|お客様|購入者|ユーザー . id|编号|编码|号"
            "|号码|代码|編號|編碼|號|號碼"
            "|代碼|番号|コード|账号|帳號",
            "n|kd|kdn . client|clients|kunden|nr|no",
            "得意先|取引先 . id|コード|番号",
            "会员卡号|會員卡號|会員カード番号|买家账号|買家帳號|買家帳号",
            "custkey|custid|cid|memberid|buyeruserid|buyerid|shopperid|personid|householdkey|householdid",
        ),
        (
            f"{_PERSON} . email|mail|emailaddress|mailaddress",
            "email|emailaddress|mail|mailaddress|useremail|billingemail|contactemail|payeremail|fromemailaddress"
            "|buyeremail",
            f"{_PERSON_FOREIGN} . email|mail|emailcim|emailcime",
            f"email|mail|adresseemail|emailadresse|correo|indirizzoemail . {_OF} . {_PERSON_FOREIGN}",
            "email . klienta|kupujacego|zakaznika|odberatele",
            "emailadresse|mailadresse|emailcim|emailcime|ugyfelemail|correo|correoelectronico|adresseemail|courriel"
            "|adresemail"
            "|indirizzoemail|posta|邮箱|电子邮箱|电子邮件|郵箱|電子郵件|電子信箱|メールアドレス|メール"
            "|客户邮箱|买家邮箱",
        ),
        (
            f"{_PERSON}",
            f"{_PERSON_FOREIGN}",
            "megrendelo|得意先|取引先|注文者|client|kunde|kunden|vevo|ugyfel|vasarlo|klient|zakaznik|cliente|客户|顾客|会员|买家|客戶|顧客"
            "|會員|買家|会員|お客様|購入者|用户"
            "|用戶|soldto|billto|customeraccount|loyaltycard|loyaltyid|cardnumber|customercard",
        ),
        (
            f"{_PERSON} . name|fullname",
            f"{_PERSON_FOREIGN} . name|neve|nev|nome|nombre|nom|nazwa|jmeno|nazev|nominativo",
            f"nome|nombre|nom|nazwa|jmeno|nominativo . {_OF} . {_PERSON_FOREIGN}",
            "fullname|billingname|shippingname|buyerusername|username|recipientname|companyname|company"
            "|billingcompany"
            "|shipname|kundenname|firma|cegnev|empresa|entreprise|societe|ragionesociale|客户名称|客户姓名"
            "|顾客姓名|會員姓名|會員名稱|顧客姓名|顧客名稱|會員名|订购人|訂購人|订购人姓名|訂購人姓名|会员名|会员姓名|买家昵称"
            "|买家会员名|收货人|收货人姓名|客戶名稱|客戶姓名|買家名稱|收件人|收件人姓名|顧客名|氏名|注文者氏名|注文者名|お名前"
            "|会員名|購入者名|お客様名",
        ),
        (
            "phone|phonenumber|mobile|customerphone|telefon|telefonszam|telefone|telefono|telephone|手机"
            "|手机号|电话|電話|手機"
            "|電話番号",
        ),
        ("name|nev|nom|nombre|nome|jmeno|imie|姓名|名前|id|person",),
    ),
    "ordered_on": (
        (
            "order|purchase|transaction|invoice|sale|sales|sold|receipt|booking|trans|txn|bill|donation|checkout"
            "|ordering . "
            "date|day|datetime|dateandtime|time|timestamp|dt|on|at|placedat",
            "date|dateof|day|dayof . order|purchase|sale|sales|transaction|invoice|orderplaced|ordered|sold",
            "bestell|kauf|auftrags|rechnungs|verkaufs|beleg|buchungs|umsatz|transaktions|bestellungs . datum|tag|zeit"
            "|zeitpunkt"
            "|datumuhrzeit",
            "datumder . bestellung|rechnung",
            "rendeles|vasarlas|szamla|eladas|megrendeles|teljesites|ertekesites . datuma|datum|napja|ideje|idopontja"
            "|kelte",
            "data|datahora . |da|do|de|della|dell . compra|pedido|venda|ordine|acquisto|vendita|fattura|zamowienia"
            "|zakupu|sprzedazy"
            "|transakcji|wystawienia|transacao|fatura|emissao|ordem|transazione",
            "fecha . |de|del|dela . compra|pedido|venta|factura|orden|transaccion|emision",
            "date . |de|du|dela|d . commande|achat|vente|facture|lachat|transaction|facturation",
            "datum . objednavky|nakupu|prodeje|faktury|vystaveni|transakce|platby",
            "订单|下单|购买|交易|成交|销售|訂單|下單|購買|交易|成交|銷售|注文|購入|取引|販売|売上|受注|订购|訂購"
            "|開單|开单 . 日期|时间|時間|日|日時|创建时间"
            "|年月日",
            "订单创建时间|訂單成立日期|订单日|ordercreated|orderplaced|orderedat|orderedon|purchasedat"
            "|purchaseddate|ordercreateddate"
            "|ordercreationdate|dateordered|datepurchased|ordered|purchased|dateplaced|placedat|placedon"
            "|transactiondatetime",
        ),
        (
            "date|datetime|dateandtime|day|timestamp|time|createdat|created|createdon|createddate|creationdate"
            "|datecreated|dateadded|dt"
            "|datum|tag|zeitpunkt|erstelltam|erstelldatum|datumuhrzeit|nap|keltezes|idopont|letrehozva|kelt|data"
            "|datahora|dia"
            "|criadoem|datacriacao|fecha|fechayhora|fechahora|creado|jour|datecreation|creele|dzien"
            "|datautworzenia|den"
            "|vytvoreno"
            "|giorno|dataora|日期|时间|時間|日時|日付|年月日|创建时间|建立時間|作成日|作成日時|day date"
            "|createdutc|createdatutc|dateutc",
        ),
        (
            "payment|paid|processed|posted|posting|settlement|value|entry|completed|event|visit"
            "|activity . date|day|at"
            "|on|time|datetime",
            "datepaid|zahlungsdatum|bezahltam|fizetesdatuma|fizetve|datapagamento|datadopagamento|fechadepago"
            "|datedepaiement"
            "|dataplatnosci|datumplatby|datapagamento|付款时间|支付时间|付款日期|付款時間|支払日|入金日"
            "|usestarttime|purchasedateutc",
            "month|monat|honap|mes|mois|miesiac|mesic|mese|月份|月|year month|yearmonth|period",
        ),
    ),
    "amount": (
        (
            "order|grand|invoice|inv|transaction|trx|txn|sale|sales|purchase|receipt|basket|cart|bill|donation|payment|total"
            "|amount|net|paid"
            "|charged . total|totals|amount|amt|value|revenue|totalamount|totalprice|totalvalue|sum|paid",
            "total . order|sale|sales|spent|spend|charged|ordervalue|revenue|paid|due|price|cost|amountpaid|purchase"
            "|amountusd|amounteur",
            "totalprice|ordertotal|netsales|grosssales|totalsales|revenue|sales|turnover|amountspent|linetotal"
            "|lineamount|linevalue"
            "|itemtotal|extendedprice|extprice|extended|totalrevenue|netrevenue|saleprice|salesprice|sellingamount"
            "|ordergrandtotal"
            "|grandtotalbase|totalpaid|totalpaidtaxincl|totalspent|moneyspent|salesamountusd|gross|netamount"
            "|grossamount|net",
            "gesamt|gesamtbetrag|gesamtpreis|bestellwert|rechnungsbetrag|endbetrag|umsatz|auftragswert|nettobetrag"
            "|bruttobetrag|netto"
            "|brutto|summe|gesamtsumme|endsumme|umsatznetto|umsatzbrutto|betragnetto|betragbrutto|zahlbetrag|erlos|bestellsumme|warenwert|verkaufspreisgesamt|nettoumsatz"
            "|bruttoumsatz",
            "bruttoertek|nettoertek|osszeg|vegosszeg|osszesen|rendelesosszege|rendeleserteke|rendelesosszeg|bruttoosszeg|nettoosszeg|ertek|rendelesertek"
            "|rendelesertek"
            "|fizetendo|fizetett|fizetettosszeg|kifizetettosszeg|fizetendoosszeg|bruttovegosszeg|arbevetel|forgalom|bruttoar|nettoar|szamlaosszeg|teljesosszeg",
            "valordavenda|valordopagamento|valortotal|totalpedido|totaldopedido|valordopedido|valorpago|valordacompra|receita|faturamento|montante"
            "|valorliquido"
            "|valorbruto|totalvenda|vendas|precototal",
            "importe|importetotal|monto|montototal|totalpedido|totaldelpedido|ingresos|ventas|totalventa|totalfactura"
            "|preciototal",
            "totalpaye|totalapayer|montant|montanttotal|montantttc|montantht|totalttc|totalht|totalcommande|chiffredaffaires|ca|prixtotal"
            "|montantpaye"
            "|montantnet|valeur",
            "razembrutto|kwotacalkowita|sumabrutto|kwota|kwotabrutto|kwotanetto|wartosc|wartosczamowienia|suma|lacznie|razem|sprzedaz|wartoscbrutto"
            "|przychod"
            "|obrot"
            "|dozaplaty|wartoscsprzedazy",
            "castkasdph|cenasdph|celkemsdph|celkemkuhrade|kuhrade|castka|celkem|celkovacastka|cenacelkem|castkacelkem|trzba|trzby|hodnota|hodnotaobjednavky|celkovacena"
            "|obrat",
            "imponibile|importototale|importo|totaleordine|totale|fatturato|ricavo|ricavi|prezzototale|valoretotale|incasso",
            "实付款|实际付款|实际支付|应付款|应付货款|买家应付货款|总计|"
            "实收|实收款|成交额|買家總支付金額|總支付金額|金额|总金额|订单金额|实付金额|实付|支付金额|成交金额|交易金额|销售额|总价|合计|应付金额|消费金额"
            "|付款金额|买家实际支付金额|实收金额|营业额|订单总额"
            "|总额|金額|總金額|訂單金額|實付金額|付款金額|成交金額|銷售額|總價|合計|總計|消費金額|訂單總額|营收|營收",
            "受注金額|お支払い金額|請求額|ご請求額|ご請求金額|合計金額|注文金額|購入金額|売上|売上金額|売上高|税込金額|お支払金額|支払金額|総額|請求金額"
            "|決済金額|小計合計|注文合計",
        ),
        (
            "amount|total|amt|value|sum|paid|charge|charged|amountusd|amounteur|amountgbp|usd|eur|gbp|dollars|money"
            "|monetary|monetaryvalue|spend|spent|betrag|wert|valor|total general|totalgeral|expenditure"
            "|accountspayable",
        ),
        (
            "price|subtotal|preis|ar|preco|precio|prix|cena|prezzo|价格|價格|価格|値段|售价|itemprice"
            "|productprice|cost|单价金额"
            "|lineprice",
        ),
    ),
    "unit_price": (
        (
            "unit|item|piece|each|per unit|perunit|single . price|priceusd|cost price|priceeach",
            "priceeach|priceperunit|unitpriceusd|itemprice|pricepaidperunit|rate|einzelpreis|stuckpreis|stueckpreis"
            "|preisprostuck"
            "|egysegar|darabar|precounitario|valorunitario|preciounitario|preciounidad|prixunitaire|pu|prixunitaireht"
            "|cenajednostkowa"
            "|cenazasztuke|jednotkovacena|cenazakus|cenazajednotku|prezzounitario|单价|單價|単価|税込単価"
            "|商品单价|商品單價",
        ),
    ),
    "quantity": (
        (
            "quantity|qty|quantityordered|orderquantity|orderqty|quantitysold|units|unitssold|pieces|pcs|count"
            "|itemquantity|items"
            "|lineitemquantity|numberofitems|itemcount|menge|anzahl|stuck|stuckzahl|stueck|mennyiseg|darab|darabszam"
            "|db|quantidade|qtd|qtde"
            "|cantidad|unidades|quantite|qte|ilosc|sztuk|sztuki|mnozstvi|pocet|pocetkusu|kusu|quantita|pezzi"
            "|数量|件数"
            "|购买数量|商品数量|購買數量"
            "|數量|個数|購入数|注文数|qtysold|purchasequantity|itemqty|units sold",
        ),
    ),
    "order_id": (
        (
            "order|invoice|transaction|receipt|sale|sales|purchase|bill|booking|basket|ticket|trans|txn|salesorder"
            "|payment|charge"
            f" . {_ID}",
            "bestell|bestellungs|bestellung|auftrags|auftrag|rechnungs|rechnung|beleg|transaktions|kauf|bon . "
            "id|nr|no|nummer|kennung",
            "rendeles|megrendeles|szamla|tranzakcio|bizonylat|vasarlas . szam|szama|id|azonosito|azonositoja|sorszam"
            "|sorszama",
            "|id|numero|num|no|codigo|n|nr|numer|cislo|code|codice . |de|do|da|del|dela|della|d|dell . pedido|compra"
            "|venda|fatura"
            "|factura|venta|orden|commande|facture|achat|lacommande|zamowienia|faktury|transakcji|objednavky|ordine"
            "|fattura"
            "|transacao|transaccion|transazione|transaction|paragonu|uctenky|ordine|scontrino",
            "pedido|ordine|commande|objednavka|zamowienie|compra|venda|factura . id|nr|no|numero|num|cislo",
            "订单|交易|发票|单据|小票|訂單|交易|發票|單據|注文|取引|伝票|受注|购买|オーダー . 号|编号|编码"
            "|号码|單號|編號|號|號碼|番号|id|単号|单号|流水号",
            "订单号|单号|訂單編號|訂單號碼|單號|流水号|ordername|orderno|ordernr|invoiceno|invoicenumber|docno"
            "|documentno|docnumber"
            "|orderkey|ordernum|orderreference|receiptno|checkno|ticketno|voucherno",
        ),
        (
            "order|bestellung|rendeles|pedido|commande|ordine|objednavka|zamowienie|invoice|receipt|ticket|booking"
            "|transaction|订单|訂單"
            "|注文",
        ),
    ),
    "product": (
        (
            "product|productname|item|itemname|productdescription|description|itemdescription|producttitle"
            "|lineitemname|title|article"
            "|articlename|merchandise|produkt|produktname|artikel|artikelname|artikelbezeichnung|bezeichnung|ware"
            "|termek|termeknev"
            "|termekneve|cikk|cikknev|megnevezes|produto|nomedoproduto|nomeproduto|descricao|producto"
            "|nombredelproducto"
            "|nombreproducto|articulo|descripcion|produit|nomduproduit|libelle|designation|produktu|nazwaproduktu"
            "|towar|nazwatowaru"
            "|nazevproduktu|zbozi|polozka|prodotto|nomeprodotto|articolo|descrizione|商品|商品名称|产品"
            "|产品名称|品名|宝贝标题|商品標題"
            "|商品名稱|產品|產品名稱|商品名|製品名|品目|货品名称|商品标题",
        ),
        (
            "product|item|article|material . id|no|nr|num|number|code|key|sku|ref",
            "produkt|artikel|termek|cikk|producto|produto|articulo|produit|article|prodotto|articolo|towar|vyrobek"
            "|zbozi . id|nr|no|nummer|szam|szama|kod|kodja|azonosito|azonositoja|codigo|code|codice|ref|reference",
            "id|codigo|cod|code|codice|kod|numer|cislo|ref|reference . |de|del|do|di|du . producto|produto|articulo"
            "|produit|article|prodotto|articolo|produktu|towaru|zbozi|vyrobku|larticle|delproducto",
            "商品|产品|產品|货品|製品|品目 . 编号|编码|编号|代码|號|编号|編號|編碼|代碼|コード|番号|id|货号",
            "货号|貨號|品番|sku|productid|productcode|itemid|itemcode|stockcode|productsku|lineitemsku|artikelnummer|artnr|cikkszam"
            "|商品编号|商品編號|商品コード"
            "|productkey|barcode|ean|asin|listingid|produktid",
        ),
    ),
    "category": (
        (
            "product|item|article|goods . category|categoryname|class|group|type|line",
            "category|productcategory|categoryname|itemcategory|department|producttype|productgroup|productline"
            "|kategorie"
            "|produktkategorie|warengruppe|kategoria|termekkategoria|termekcsoport|categoria|categoriadoproduto"
            "|categoriaproducto"
            "|categorie|rayon|kategoriaproduktu|kategorieproduktu|reparto|类别|分类|商品类别|商品分类|品类"
            "|類別|分類|商品分類|カテゴリ"
            "|カテゴリー|商品カテゴリ",
        ),
    ),
    "channel": (
        (
            "channel|saleschannel|source|ordersource|orderchannel|marketingchannel|acquisitionchannel|platform|store"
            "|shop|storename|branch"
            "|utmsource|medium|kanal|vertriebskanal|verkaufskanal|quelle|filiale|csatorna|forras|uzlet|bolt|canal"
            "|canaldevenda"
            "|origem|loja|canaldeventa|origen|tienda|canaldevente|magasin|kanalsprzedazy|zrodlo|sklep|zdroj|prodejna"
            "|prodejnikanal"
            "|canale|negozio|渠道|来源|销售渠道|门店|店铺|來源|銷售渠道|通路|門市|店鋪|販売チャネル|チャネル"
            "|店舗|流入元|salesrecordsource",
        ),
    ),
    "status": (
        (
            "status|orderstatus|financialstatus|paymentstatus|state of order|orderstate|transactionstatus"
            "|invoicestatus|bestellstatus"
            "|auftragsstatus|zahlungsstatus|statusz|allapot|rendelesallapota|rendelesstatusza|situacao|statusdopedido"
            "|estado"
            "|estadodelpedido|estadodopedido|statut|etat|statutdelacommande|statuszamowienia|stav"
            "|stavobjednavky|stato"
            "|statoordine"
            "|订单状态|状态|交易状态|支付状态|訂單狀態|狀態|付款狀態|ステータス|注文ステータス|注文状況|状態"
            "|currentstate",
        ),
    ),
    "currency": (
        (
            "currency|currencycode|ordercurrency|paymentcurrency|presentmentcurrency|wahrung|waehrung|penznem|deviza"
            "|moeda|moneda|devise"
            "|waluta|mena|valuta|币种|货币|幣別|幣種|貨幣|通貨",
        ),
    ),
    "sale_kind": (
        (
            "type|transactiontype|ordertype|saletype|recordtype|rowtype|doctype|documenttype|entrytype|art|vorgang"
            "|vorgangsart|belegart|tipus"
            "|bizonylattipus|tipo|tipodetransacao|tipodetransaccion|typ|typtransakcji|typdokladu|typeoperation|nature"
            "|类型|交易类型|订单类型|類型|交易類型"
            "|種別|区分|取引種別",
        ),
    ),
    "refunded": (
        (
            "refunded|refundedamount|amountrefunded|refundamount|totalrefunded|refund|refunds|refundtotal"
            "|amount_refunded|ruckerstattet"
            "|erstattet|erstattungsbetrag|erstattung|visszaterites|visszateritett|reembolso|valorreembolsado"
            "|reembolsado|importereembolsado"
            "|rembourse|montantrembourse|remboursement|zwrot|kwotazwrotu|vraceno|vracenacastka|rimborso|rimborsato"
            "|退款金额|退款金額"
            "|返金額|返金|totalrefund|orderrefundamount",
        ),
    ),
    "discount": (
        (
            "discount|discountamount|discountrate|discountpercent|discountpercentage|rabatt|rabattbetrag|kedvezmeny"
            "|desconto|descuento"
            "|remise|rabat|sleva|sconto|折扣|优惠|优惠金额|折扣金額|優惠|割引|割引額|値引|discountcodeamount",
        ),
    ),
    "cost": (
        (
            "cogs|costofgoods|costofgoodssold|costofsales|linecost|goodscost|ordercost|costamount|costvalue|productcosts"
            "|totalcogs|totalcost|totalcosts|costtotal",
            "wareneinsatz|einkaufswert|selbstkosten|herstellkosten|herstellungskosten|einstandswert|gesamtkosten"
            "|beszerzesiertek|onkoltseg|bekerulesiertek|elabe|osszkoltseg",
            "custo|custototal|cmv|custodamercadoria|custodosprodutos|costo|coste|costototal|costetotal|costodeventas"
            "|costodelosbienes|cout|couttotal|coutdesventes|coutdachat|prixderevient",
            "koszt|kosztwlasny|koszttowaru|kosztcalkowity|wartosczakupu|naklady|nakladynazbozi|porizovacihodnota"
            "|costodelvenduto|costomerce",
            "成本|总成本|商品成本|成本金额|销售成本|采购成本|成本额|總成本|成本金額|銷售成本|採購成本|原価|売上原価|仕入原価"
            "|原価合計|仕入金額|原価額",
        ),
        ("cost|costs|kosten|koltseg|koltsegek",),
    ),
    "unit_cost": (
        (
            "unit|item|piece|per unit|perunit|single|buying|purchase|wholesale . cost|cogs",
            "costperunit|costperitem|costperpiece|costprice|buyingprice|purchaseprice|wholesaleprice|costeach"
            "|landedcost|productcost|supplierprice",
            "einkaufspreis|ekpreis|ek|stuckkosten|einstandspreis|beszerzesiar|egysegkoltseg|bekerulesiar|nagykeresiar",
            "custounitario|precodecusto|precocusto|precodecompra|costounitario|costeunitario|preciodecosto"
            "|preciodecompra|coutunitaire|prixdachat|prixachat",
            "cenazakupu|kosztjednostkowy|nakupnicena|porizovacicena|prezzodiacquisto|prezzoacquisto",
            "单位成本|成本价|进价|进货价|采购价|單位成本|成本價|進貨價|採購價|仕入単価|原価単価|仕入価格|単位原価|仕入値",
        ),
    ),
    "profit": (
        (
            "|total|gross|net|line|item . profit",
            "profitamount|profits|grossprofitamount|contributionmargin|marginamount|marginvalue|grossmarginamount"
            "|orderprofit|orderprofitperorder|benefitperorder",
            "gewinn|rohertrag|rohgewinn|deckungsbeitrag|reingewinn|nyereseg|haszon|arrestomeg|fedezet|arresosszeg",
            "lucro|lucrobruto|lucroliquido|lucrototal|ganancia|gananciatotal|utilidad|utilidadbruta|beneficio"
            "|beneficiobruto|benefice|beneficebrut|margebrute",
            "zysk|zyskbrutto|zysknetto|zisk|hrubyzisk|cistyzisk|profitto|utile|utilelordo|guadagno",
            "利润|毛利|毛利额|净利润|总利润|利潤|毛利額|總利潤|淨利潤|利益|粗利|粗利益|粗利額|売上総利益|利益額",
        ),
    ),
    "cancelled_on": (
        (
            "cancelled|canceled|voided|deleted|order cancelled . |at|on|date|time|datetime",
            "is|was . cancelled|canceled|voided|void|deleted",
            "cancellation . date|datetime|time",
            "storniert|storniertam|stornodatum|stornierungsdatum|torolve|torlesdatuma|sztornozva|sztornodatuma|cancelado"
            "|canceladoem|datacancelamento|datadecancelamento|datadocancelamento|anulado|fechadecancelacion"
            "|fechacancelacion|annulee|annuleele"
            "|datedannulation|anulowano|dataanulowania|zruseno|datumzruseni|stornovano|annullato|datadiannullamento"
            "|取消时间|取消日期|取消時間|是否取消|已取消|キャンセル日|キャンセル日時",
        ),
    ),
    "test_flag": (("test|istest|testorder|istestorder|testmode|teszt|是否测试|測試訂單",),),
    "city": (
        (
            "city|town|billingcity|shippingcity|shipcity|customercity|stadt|ort|varos|cidade|ciudad|ville"
            "|miasto|mesto"
            "|citta|城市|市|都市",
        ),
    ),
    "country": (
        (
            "country|billingcountry|shippingcountry|shipcountry|countrycode|customercountry|land|orszag|pais"
            "|pays|kraj"
            "|zeme|stat|paese|国家|國家|国"
            "|国名",
        ),
    ),
    "started_on": (
        (
            "start|started|subscriptionstart|membershipstart|contractstart|signup|signedup|subscribed|activation"
            "|activated|begin|enrollment"
            "|enrolled|effective|subscriptioncreated . |date|day|at|on|datetime|time",
            "startdate|subscriptionstartdate|membersince|customersince|joindate|joined|joinedat|dateofjoining"
            "|signupdate|signindate|vertragsbeginn"
            "|beginn|startdatum|abostart|mitgliedseit|eintrittsdatum|kezdete|kezdet|kezdodatum|tagsagkezdete"
            "|elofizeteskezdete"
            "|belepesdatuma|inicio|datainicio|datadeinicio|datadeadesao|fechainicio|fechadeinicio|fechaalta"
            "|fechadealta|debut"
            "|datedebut|datededebut|datedinscription|dateadhesion|datarozpoczecia|poczatek|dataodp|zacatek"
            "|datumzahajeni|datumzacatku"
            "|datainizio|inizio|datadiinizio|dataiscrizione|开始日期|开通时间|订阅开始|入会日期|起始日期"
            "|開始日期|訂閱開始|入會日期|開始日|契約開始日|入会日|加入日",
        ),
    ),
    "ended_on": (
        (
            "end|ended|cancel|canceled|cancelled|cancellation|churn|churned|termination|terminated|subscriptionend"
            "|membershipend"
            "|contractend|expiry|expiration|deactivated|left|closed|quit . |date|day|at|on|datetime|time",
            "enddate|unsubscribedat|kundigungsdatum|gekundigtam|vertragsende|ende|enddatum|austrittsdatum|kundigung"
            "|vege|lemondas"
            "|lemondasdatuma|befejezes|zarodatum|fim|datafim|datadefim|datacancelamento|datadecancelamento|fin"
            "|fechafin|fechadefin"
            "|fechabaja|fechadebaja|datefin|datedefin|dateresiliation|datederesiliation|datazakonczenia|koniec"
            "|datarezygnacji|konec"
            "|datumukonceni|datazruseni|datafine|fine|datadifine|datadisdetta|结束日期|取消日期|到期日期"
            "|退订时间|結束日期|取消日期|退訂日期|終了日"
            "|解約日"
            "|退会日|契約終了日",
        ),
    ),
    "churned": (
        (
            "churn|churned|ischurned|churnflag|haschurned|churnlabel|churnvalue|exited|attrition|attritionflag|left"
            "|gekundigt|abgewandert|lemorzsolodott"
            "|lemondta|cancelou|cancelado|evadido|abandono|resilie|rezygnacja|odesel|abbandono|是否流失|流失"
            "|已流失|是否流失|解約|退会"
            "|離脱|inactive",
        ),
    ),
    "tenure_months": (
        (
            "tenure|tenuremonths|tenureinmonths|monthsactive|monthsasmember|membershipmonths|subscriptionmonths"
            "|monthswithcompany|laufzeitmonate"
            "|laufzeit|honapok|honapokszama|mesesativo|antiguedad|anciennete|stazwmiesiace|anzianita|在网时长"
            "|在网月数|使用月数"
            "|使用月數|継続月数|契約月数"
            "|accountlength",
        ),
    ),
    "plan": (
        (
            "plan|planname|subscriptionplan|subscriptiontype|membershiptype|membership|tier|package|contract"
            "|contracttype|tarif|tarifname|abo"
            "|vertrag|csomag|elofizetes|berlettipus|plano|assinatura|suscripcion|abonnement|formule|pakiet|abonament"
            "|tarifni plan"
            "|abbonamento|piano|套餐|方案|会员类型|會員類型|プラン|契約プラン|mitgliedschaft",
        ),
    ),
    "amount_per_month": (
        (
            "monthlycharges|monthlycharge|monthlyfee|mrr|monthlyamount|monthlyprice|priceperMonth|monthlyrevenue"
            "|recurringamount|fee|monatsbeitrag"
            "|monatspreis|monatlich|havidij|mensalidade|valormensal|cuotamensual|cuota|mensualite|prixmensuel"
            "|oplatamiesieczna|mesicnipoplatek"
            "|canonemensile|月费|月費|月額|月額料金|monthlyspend|monthlypayment",
        ),
    ),
    "cancel_reason": (
        (
            "cancelreason|cancellationreason|churnreason|reasonforleaving|leavingreason|reasonforcancellation"
            "|kundigungsgrund|lemondasoka|motivocancelamento"
            "|motivodebaja|motifresiliation|powodrezygnacji|duvodzruseni|motivodisdetta|取消原因|流失原因"
            "|解約理由|退会理由"
            "|cancelfeedback",
        ),
    ),
    "event": (
        (
            "event|eventname|eventtype|action|activity|activitytype|eventaction|ereignis|aktion|aktivitat|esemeny"
            "|muvelet|evento|acao|accion"
            "|evenement|zdarzenie|akcja|udalost|akce|azione|事件|事件名称|行为|事件名稱|行為|動作|イベント"
            "|イベント名|アクション|behavior"
            "|behaviortype",
        ),
    ),
    "happened_at": (
        (
            "event|activity|visit|session|login|checkin|action|hit|logged . time|timestamp|date|at|datetime|on|day",
            "timestamp|occurredat|happenedat|lastlogin|eventtimestamp|checkintime|loggedat|zeitstempel|idobelyeg"
            "|marcatemporal|horodatage|事件时间"
            "|事件時間|発生日時|访问时间|登录时间",
        ),
        ("date|datetime|time|day|createdat|created|datum|data|fecha|日期|时间|時間|日時",),
    ),
    "score": (
        (
            "nps|npsscore|score|rating|stars|csat|csatscore|satisfaction|surveyscore|likelihoodtorecommend|bewertung"
            "|punkte|note|zufriedenheit"
            "|ertekeles|pontszam|pontszam|elegedettseg|nota|pontuacao|avaliacao|puntuacion|valoracion|calificacion"
            "|notation|satisfaction"
            "|ocena|hodnoceni|valutazione|punteggio|评分|得分|满意度|分数|評分|滿意度|分數|評価|点数|スコア"
            "|満足度|ces|feedbackscore"
            "|recommendscore",
        ),
    ),
    "answered_on": (
        (
            "survey|response|answer|answered|feedback|review|submission|submitted|reviewed|rating|rated . date|day|at"
            "|on|time|datetime",
            "surveydate|umfragedatum|antwortdatum|bewertungsdatum|kitoltesdatuma|valaszdatuma|dataresposta"
            "|datadaresposta|fecharespuesta"
            "|datereponse|dataodpowiedzi|datumodpovedi|datarisposta|调查日期|评价时间|調查日期|評價時間|回答日"
            "|回答日時|評価日",
        ),
        ("date|datetime|timestamp|time|day|createdat|created|datum|data|fecha|日期|时间|時間|日時|日付",),
    ),
    "reason": (
        ("reason|reasoncode|feedbackreason|topic|grund|ok|oka|motivo|motif|raison|powod|duvod|原因|理由|theme",),
    ),
    "comment": (
        (
            "comment|comments|feedback|feedbacktext|review|reviewtext|verbatim|kommentar|anmerkung|megjegyzes"
            "|velemeny"
            "|comentario|opiniao|opinion"
            "|commentaire|avis|komentarz|opinia|komentar|commento|评论|评价|意见|評論|評價|意見|コメント"
            "|レビュー|感想",
        ),
    ),
    "spent_on": (
        (
            "date|day|month|week|period|spenddate|reportdate|reportingstarts|reportingdate|datum|monat|tag|honap|nap"
            "|data|dia|mes|fecha|mois|jour"
            "|miesiac|dzien|mesic|den|giorno|mese|日期|月份|月|日|年月|monthstart|weekstart|start date"
            "|startdate|yearmonth",
        ),
    ),
    "spending_amount": (
        (
            "marketing|ad|ads|advertising|media|campaign|promotion|acquisition|total|totalmarketing|totalad"
            "|adspend . "
            "spend|spending|spent|cost|costs"
            "|budget|expense|expenses|amount|amountspent",
            "spend|spending|adspend|amountspent|amountspentusd|amountspenteur|marketingspend|totalmarketingspend"
            "|budget|adcost|cost|costs"
            "|werbekosten|werbeausgaben|marketingkosten|ausgaben|marketingkoltseg|hirdetesikoltseg|koltseg|kiadas"
            "|reklamkoltseg"
            "|gastomarketing|investimento|gastos|gasto|valorinvestido|valorgasto|inversion|depenses"
            "|depensepublicitaire|budgetmarketing"
            "|wydatki|wydatkimarketingowe|koszt|koszty|naklady|utrata|nakladynareklamu|spesa|spesapubblicitaria|costo"
            "|花费|广告费|推广费|营销费用|支出金额|营销支出"
            "|花費|廣告費|行銷費用|広告費|広告宣伝費|費用|消耗",
        ),
    ),
    "purpose": (
        ("purpose|objective|goal|zweck|cel|cel kampanii|finalidade|objetivo|objectif|ziel|目的|目标|目標|用途",),
    ),
    "clicks": (
        (
            "clicks|linkclicks|klicks|kattintas|kattintasok|cliques|clics|klikniecia|kliknuti|clic|点击|点击量"
            "|點擊|クリック"
            "|クリック数",
        ),
    ),
    "actions": (
        (
            "actions|conversions|results|konversionen|konverzio|konverziok|conversoes|conversiones|konwersje|konverze"
            "|conversioni|转化|转化数"
            "|轉換|コンバージョン",
        ),
    ),
    "completed": (
        (
            "completed|recovered|abandoned|converted|purchased|cartstatus|checkoutcompleted|recoverystatus"
            "|abandonedat"
            "|isabandoned|是否完成|是否完成|完了",
        ),
    ),
    "order_count": (
        (
            "number|no|num|count|total|totalnumber . of . orders|purchases|transactions|invoices|visits",
            "order|orders|purchase|purchases|transaction|transactions|visit|visits|invoice . count|counts|cnt",
            "total|lifetime . orders|purchases|transactions|visits",
            "orders|purchases|frequency|orderfrequency|purchasefrequency|repeatpurchases|bestellanzahl"
            "|anzahlbestellungen|anzahlderbestellungen|anzahlkaufe|rendelesekszama|rendelesszamossag"
            "|vasarlasokszama|numerodepedidos|totaldepedidos|quantidadedepedidos|nombredecommandes|numerodecompras"
            "|liczbazamowien|pocetobjednavek|numeroordini|订单数|订单数量|购买次数|消费次数|订单次数|下单次数|購買次數|訂單數"
            "|消費次數|注文回数|購入回数",
        ),
    ),
    "last_order_on": (
        (
            "last|latest|lastest|mostrecent|recent . order|purchase|visit|transaction|sale|buy|activity"
            " . |date|day|on|at|datetime|time",
            "dateoflast|datelast . order|purchase|visit|transaction",
            "letztebestellung|letzterkauf|datumderletztenbestellung|letztesbestelldatum|utolsorendeles"
            "|utolsovasarlas|utolsorendelesdatuma|utolsovasarlasdatuma|ultimopedido|ultimacompra|datadaultimacompra"
            "|fechaultimacompra|dernierecommande|dernierachat|ostatniezamowienie|ostatnizakup|posledniobjednavka"
            "|posledninakup|ultimoordine|ultimoacquisto|最近购买时间|最近购买日期|最后购买时间|最近消费时间|最近下单时间"
            "|最後購買日|最近訂單日期|最終購入日|最終注文日|最終購入日時",
        ),
    ),
    "recency": (
        (
            "recency|recencydays|recencyindays|dayssincelastorder|dayssincelastpurchase|dayssincelastvisit"
            "|daysincelastorder|dayssincelast",
        ),
    ),
    "cart_id": (("cart|basket|checkout . id|no|number|token",),),
    "first_name": (
        (
            "firstname|givenname|forename|vorname|keresztnev|utonev|primeironome|prenom|imie|jmeno|nombre|名字"
            "|名|billingfirstname|customerfirstname",
        ),
    ),
    "last_name": (
        (
            "lastname|surname|familyname|nachname|vezeteknev|csaladnev|sobrenome|apellido|apellidos"
            "|nomdefamille|nazwisko|prijmeni|cognome|姓|姓氏"
            "|billinglastname|customerlastname",
        ),
    ),
    "name": (
        (
            "billing|buyer|shopper|member|recipient|contact|client . name|full name",
            "name|fullname|customername|clientname|displayname|kundenname|vollername|nev|ugyfelnev|vevonev|nome"
            "|nomecompleto|nombre|nombrecompleto"
            "|nom|nomcomplet|imieinazwisko|jmeno|nominativo|姓名|客户姓名|客户名称|客戶姓名|氏名|名前|お名前",
        ),
    ),
    "email": (
        (
            "customer|client|billing|contact|buyer|user|kunden|ugyfel|vevo . email|emailaddress|mail",
            "emaildocliente|emaildelcliente|emailclient|emaildelclient|emailklienta|emailzakaznika|emailcliente"
            "|客户邮箱|买家邮箱|客戶信箱|電子信箱|メール",
            "email|emailaddress|mail|emailcim|emailadresse|correo|courriel|adresemail|indirizzoemail|邮箱|郵箱"
            "|電子郵件"
            "|メールアドレス",
        ),
    ),
    "phone": (
        (
            "billing|customer|contact|shipping|buyer . phone|phonenumber|telephone|mobile",
            "phone|phonenumber|mobile|telefon|telefonszam|telefone|celular|telefono|telephone|手机|手机号|电话"
            "|電話|手機|電話番号",
        ),
    ),
    "consent": (
        (
            "accepts|accept|accepted|agrees to|agreed to|email|e-mail|customer|buyer| . marketing|email marketing"
            "|marketing emails . |consent|opt in|optin|status|consent status|permission|permitted|allowed|state",
            "newsletter|email newsletter . |consent|optin|opt in|subscribed|subscription|subscriber|status|signup",
            "consent|optin|optedin|opt in status|optinstatus|subscribed|emailconsent|gdprconsent|emailoptin|emailstatus"
            "|permissiontocontact|maycontact|emailpermission|subscriptionstatus|acceptsemail|acceptsemails",
            "newsletteranmeldung|newsletterabo|einwilligung|werbeeinwilligung|marketingeinwilligung|zustimmung"
            "|werbungerlaubt|marketingzustimmung|werbezustimmung|dsgvoeinwilligung|werbeerlaubnis|kontakterlaubnis",
            "hirlevel|hirlevelfeliratkozas|feliratkozott|feliratkozas|hozzajarulas|marketinghozzajarulas"
            "|hirlevelrefeliratkozott|gdprhozzajarulas",
            "aceitamarketing|aceitanewsletter|aceitaemails|consentimento|consentimentomarketing|inscritonanewsletter"
            "|optinemail|aceitapublicidade",
            "aceptamarketing|aceptapublicidad|aceptaboletin|consentimiento|consentimientomarketing|boletin|suscrito"
            "|suscritoalboletin",
            "acceptemarketing|acceptelemarketing|acceptenewsletter|consentement|consentementmarketing|infolettre|abonne"
            "|inscritnewsletter|inscritalanewsletter|abonnenewsletter",
            "zgoda|zgodamarketingowa|zgodanamarketing|zgodananewsletter|zapisany|zapisanydonewslettera|zgodarodo",
            "souhlas|souhlassmarketingem|souhlassezasilanim|odbernovinek|odbernewsletteru|marketingovysouhlas"
            "|souhlasgdpr",
            "consenso|consensomarketing|accettamarketing|accettanewsletter|iscritto|iscrittonewsletter"
            "|iscrittoallanewsletter|consensoprivacy",
            "接受营销|营销同意|同意营销|是否订阅|接受推广|邮件订阅|订阅邮件|是否接受营销|同意接收邮件|訂閱電子報|接受行銷"
            "|行銷同意|メルマガ|メルマガ購読|メルマガ登録|配信許可|同意|マーケティング同意|メール配信|メール配信許可",
        ),
    ),
    "no_contact": (
        (
            "do not|dont|no|never . contact|email|mail|call|market|marketing|newsletter|advertising",
            "donotcontact|dnc|unsubscribed|optout|optedout|opt out|emailoptout|emailoptedout|marketingoptout|suppressed"
            "|donotsend|hasoptedoutofemail",
            "werbesperre|nichtkontaktieren|abgemeldet|keinewerbung|werbewiderspruch|kontaktsperre|newsletterabgemeldet",
            "leiratkozott|nekeressuk|nemkeresheto|megkeresestiltas|hirlevelrolleiratkozott|nekuldjunk",
            "naocontatar|naocontactar|descadastrado|naoenviar|recusamarketing|nocontactar|noenviar|dadodebaja"
            "|cancelosuscripcion",
            "nepascontacter|desabonne|desinscrit|nepasenvoyer|refusemarketing|niekontaktowac|wypisany|zakazkontaktu"
            "|sprzeciw",
            "nekontaktovat|odhlasen|neposilat|zakazkontaktovani|noncontattare|disiscritto|noninviare|cancellato",
            "请勿联系|退订|已退订|勿扰|拒绝营销|不要联系|勿聯繫|已退訂|拒絕行銷|配信停止|連絡不可|配信拒否|メール停止",
        ),
    ),
    "birthday": (
        (
            "birthday|birthdate|dateofbirth|dob|geburtstag|geburtsdatum|szuletesnap|szuletesidatum|aniversario"
            "|datadenascimento"
            "|fechadenacimiento|datedenaissance|dataurodzenia|datumnarozeni|datadinascita|生日|出生日期|誕生日"
            "|生年月日",
        ),
    ),
    "joined_on": (
        (
            "joined|joinedon|joinedat|joindate|registered|registrationdate|registeredat|signupdate|signedup|createdat"
            "|created|customersince|membersince"
            "|kundeseit|registrierungsdatum|regisztracio|regisztraciodatuma|datacadastro|datadecadastro|fecharegistro"
            "|fechaderegistro"
            "|dateinscription|datarejestracji|datumregistrace|dataregistrazione|注册时间|注册日期|註冊日期"
            "|登録日|会員登録日|dateadded",
        ),
    ),
    "referred_by": (
        (
            "referredby|referrer|referrerid|referral|referralcode|invitedby|geworbenvon|empfohlenvon|ajanlotta|ajanlo"
            "|indicadopor|referidopor"
            "|parrainepar|polecony przez|doporucil|presentatoda|推荐人|邀请人|推薦人|邀請人|紹介者",
        ),
    ),
}


def _expanded(line: str) -> set[str]:
    parts = [part.split("|") for part in line.split(" . ")]
    return {normalized("".join(words)) for words in product(*parts)}


def _tier(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_expanded(line) for line in lines)) - {""}


NAMES: Mapping[str, tuple[frozenset[str], ...]] = {
    field: tuple(_tier(lines) for lines in tiers) for field, tiers in _RAW.items()
}


def tier_of(field: str, spelling: str) -> int | None:
    """How telling a squashed header is for a field: 0 most; None: not a name of it."""
    return next((rank for rank, names in enumerate(NAMES[field]) if spelling in names), None)

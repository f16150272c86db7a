"""Word tables of the public-benchmark generator: invented combinations of common names, from own knowledge.

A name is written ``native|latin|latin variant...``; the first latin form is the usual one. No row describes a person:
given names and surnames are combined by chance.
"""

from typing import Final


def _table(text: str) -> list[list[str]]:
    return [row.strip().split("|") for row in text.strip().splitlines()]


def _words(text: str) -> list[str]:
    return text.split()


def _cells(text: str) -> list[str]:
    return text.split("|")


# Cyrillic: given name, patronymic stem (from the given name) and surname.
CYRILLIC_GIVEN: Final = _table("""
Сергей|Sergey|Sergei|Serguei
Алексей|Alexey|Aleksei|Alexei|Aleksey
Александр|Alexander|Aleksandr|Alexandr
Юрий|Yuri|Yury|Iurii|Jurij
Дмитрий|Dmitry|Dmitri|Dmitriy|Dmitrii
Михаил|Mikhail|Michail|Mihail
Николай|Nikolay|Nikolai|Nikolaj
Владимир|Vladimir|Volodymyr|Wladimir
Евгений|Yevgeny|Evgeny|Evgenii|Yevgeniy
Андрей|Andrey|Andrei|Andrii
Геннадий|Gennady|Gennadiy|Gennadii
Игорь|Igor|Ihor
""")
PATRONYMICS: Final = _table("""
Сергеевич|Sergeyevich|Sergeevich
Алексеевич|Alekseyevich|Alexeevich
Александрович|Aleksandrovich|Alexandrovich
Юрьевич|Yuryevich|Yurievich|Iurevich
Дмитриевич|Dmitrievich|Dmitriyevich
Михайлович|Mikhailovich|Mikhaylovich
Николаевич|Nikolaevich|Nikolayevich
Владимирович|Vladimirovich|Wladimirowitsch
""")
CYRILLIC_SURNAMES: Final = _table("""
Щербаков|Shcherbakov|Scherbakov|Tscherbakow
Ковальчук|Kovalchuk|Kowaltschuk
Хрусталёв|Khrustalyov|Khrustalev|Hrustaljov
Зайцев|Zaytsev|Zaitsev|Zaicev
Чернышев|Chernyshev|Chernyshov|Tschernyschew
Шевченко|Shevchenko|Schewtschenko
Гаврилюк|Gavrilyuk|Havryliuk
Воробьёв|Vorobyov|Vorobyev|Vorobiev
Пономаренко|Ponomarenko|Ponomarenko
Жуковский|Zhukovsky|Zhukovskiy|Jukovski
Ярошенко|Yaroshenko|Iaroshenko|Jaroschenko
Лысенков|Lysenkov|Lisenkov
""")
ARABIC_GIVEN: Final = _table("""
محمد|Mohammed|Muhammad|Mohamed|Mohammad
أحمد|Ahmed|Ahmad
يوسف|Yusuf|Youssef|Yousef|Yousif
حسين|Hussein|Husayn|Hussain|Hossein
عمر|Omar|Umar|Omer
خالد|Khaled|Khalid
عبد الله|Abdullah|Abdallah|Abdulla
عبد الرحمن|Abdul Rahman|Abdelrahman|Abd al-Rahman|Abdurrahman
جمال|Jamal|Gamal|Djamal
سعيد|Said|Saeed|Sayed
طارق|Tariq|Tarek|Tarik
مصطفى|Mustafa|Mostafa|Moustapha
""")
ARABIC_SURNAMES: Final = _table("""
القحطاني|al-Qahtani|Al Kahtani|Alqahtani
الحسيني|al-Husseini|Al Hussaini|El Husseini
الشمري|al-Shammari|Al Shamari|Alshammari
البغدادي|al-Baghdadi|Al Bagdadi|Albaghdadi
الزهراني|al-Zahrani|Az-Zahrani|Alzahrani
منصور|Mansour|Mansur|Mansoor
شريف|Sharif|Sherif|Cherif
قاسم|Qasim|Kassem|Qassem
داود|Dawood|Daoud|Dawud
العمري|al-Omari|El Omari|Al-Umari
نصر الله|Nasrallah|Nasr Allah|Nasrullah
صالح|Saleh|Salih|Salah
""")
PERSIAN_GIVEN: Final = _table("""
رضا|Reza|Rida
علی|Ali|Aly
مهدی|Mahdi|Mehdi
حسن|Hassan|Hasan
امیر|Amir|Ameer
سعید|Saeed|Said|Saeid
محسن|Mohsen|Muhsin
""")
PERSIAN_SURNAMES: Final = _table("""
رحیمی|Rahimi|Raheemi
کریمی|Karimi|Kareemi
حسینی|Hosseini|Husseini|Hoseini
صادقی|Sadeghi|Sadeqi
قاسمی|Ghasemi|Qasemi
جعفری|Jafari|Jaafari|Djafari
موسوی|Mousavi|Moosavi|Musavi
""")
CHINESE_GIVEN: Final = _table("""
建国|Jianguo|Jian Guo|Jian-guo
志强|Zhiqiang|Zhi Qiang|Zhi-qiang
小明|Xiaoming|Xiao Ming
丽华|Lihua|Li Hua|Li-hua
伟东|Weidong|Wei Dong
海燕|Haiyan|Hai Yan
文博|Wenbo|Wen Bo
春梅|Chunmei|Chun Mei
""")
CHINESE_SURNAMES: Final = _table("""
张|Zhang
王|Wang
李|Li
刘|Liu
陈|Chen
黄|Huang
赵|Zhao
周|Zhou
""")
GREEK_GIVEN: Final = _table("""
Γεώργιος|Georgios|Giorgos|George
Κωνσταντίνος|Konstantinos|Constantinos|Kostas
Ιωάννης|Ioannis|Yannis|Giannis
Δημήτριος|Dimitrios|Dimitris|Demetrios
""")
GREEK_SURNAMES: Final = _table("""
Παπαδόπουλος|Papadopoulos|Papadopulos
Νικολαΐδης|Nikolaidis|Nicolaides
Χατζής|Chatzis|Hatzis
Βασιλείου|Vasileiou|Vassiliou
""")
WESTERN_GIVEN: Final = [
    row.split("|")
    for row in _words(
        "William|Bill Robert|Bob Elizabeth|Liz Katherine|Kate Michael|Mike James|Jim Thomas|Tom Joseph|Joe "
        "Jennifer|Jen Daniel|Dan Matthew|Matt Christopher|Chris Charles|Chuck Benjamin|Ben Samantha|Sam Nicholas|Nick "
        "Alexandra|Alex Emily Joshua|Josh Jessica|Jess Lachlan Imogen Georgia Caitlin Brodie Talia Hayden Chloe Finn "
        "Mikayla Zoe Noah Isabella|Bella Timothy|Tim Anthony|Tony Edward|Ted Patricia|Pat Deborah|Debbie Ronald|Ron"
    )
]
MIDDLES: Final = _words(
    "Ann Lee Marie Lynn Ray Wayne Louise Alan Dean Rose Grant Jane Scott Paul Edith Glenn"
)
WESTERN_SURNAMES: Final = _words(
    "Clarke White Matthews Ryan Webb Morrison Nguyen Reid Green Campbell Coleman Dixon Burford Blake Lombardi Domenico "
    "Stephenson Hodgkinson McCarthy O'Brien MacDonald Wilkins Haeusler Beelitz Fitzgerald Goldsworthy Petersen Maynard "
    "Rawlings Dukes Ferguson Bishop Kranz Swanston Painter Zilm Rees Vasquez Delgado Bullock Underwood"
)
SUBURBS: Final = _table("""
Wagga Wagga|2650|nsw
Mornington|3931|vic
Toowoomba|4350|qld
Glenelg|5045|sa
Port Hedland|6721|wa
Bondi Junction|2022|nsw
Ballarat|3350|vic
Hervey Bay|4655|qld
Moonee Ponds|3039|vic
Launceston|7250|tas
""")
AU_STREETS: Final = _cells(
    "Fitzmaurice Street|Banfield Street|Kellaway Avenue|Maribyrnong Avenue|Wisdom Street|Carnegie Crescent|"
    "Hawkesbury Crescent|Bowman Place|Chauvel Circuit|Dugdale Street|Sulwood Drive|Ebden Close|Noarlunga Crescent|"
    "Sinclair Street|Traeger Street|Burkitt Street"
)
SHORT_STREETS: Final = {
    "Street": "St", "Avenue": "Ave", "Crescent": "Cres", "Place": "Pl", "Circuit": "Cct", "Drive": "Dr", "Close": "Cl",
    "Road": "Rd", "Boulevard": "Blvd", "Lane": "Ln", "North": "N", "South": "S", "West": "W", "East": "E",
}  # fmt: skip
# Streets of the world: how one and the same is written, and the place with its forms.
WORLD_STREETS: Final = _table("""
Hauptstraße {n}|Hauptstr. {n}|Hauptstrasse {n}
Schillerstraße {n}|Schillerstr. {n}|Schillerstrasse {n}
{n} rue de la République|{n}, Rue de la Republique|{n} r. de la République
{n} avenue Victor Hugo|{n} av. Victor Hugo|{n}, Avenue Victor-Hugo
Calle de Alcalá {n}|C/ Alcala, {n}|Calle Alcalá {n}
Via Garibaldi {n}|V. Garibaldi, {n}|Via Giuseppe Garibaldi {n}
ulica Marszałkowska {n}|ul. Marszalkowska {n}|Marszałkowska {n}
ul. Lenina, d. {n}|Lenina Street {n}|{n} Lenina St.
Atatürk Caddesi No: {n}|Ataturk Cad. No:{n}|Atatürk Cd. {n}
{n} Queen Victoria Street|{n} Queen Victoria St|{n} Queen Victoria St.
{n} West Sunset Boulevard|{n} W. Sunset Blvd.|{n} W Sunset Blvd
Rua Augusta {n}|R. Augusta, {n}|Rua Augusta, nº {n}
Nevsky Prospekt {n}|Nevskiy pr. {n}|{n} Nevsky Prospect
Kungsgatan {n}|Kungsg. {n}|Kungsgatan {n}
""")
WORLD_PLACES: Final = _table("""
10115 Berlin|Berlin|Berlin, Germany|D-10115 Berlin
50667 Köln|Köln|Cologne, Germany|50667 Koeln
75011 Paris|Paris|Paris, France|75011 Paris, FR
28014 Madrid|Madrid|Madrid, Spain|28014 Madrid, España
00-590 Warszawa|Warszawa|Warsaw, Poland|00-590 Warszawa, Polska
London EC4V 4BY|London|London, United Kingdom|London EC4V4BY
190000 Saint Petersburg|Saint Petersburg|St. Petersburg, Russia|St Petersburg 190000
34340 Istanbul|İstanbul|Istanbul, Turkey|34340 Istanbul/Türkiye
Los Angeles, CA 90069|Los Angeles|Los Angeles, CA, USA|Los Angeles CA 90069-2210
1000-205 Lisboa|Lisboa|Lisbon, Portugal|1000-205 Lisboa, Portugal
""")
# Companies: distinguishing word, line of business and the forms of one legal form.
CORES: Final = _cells(
    "Norvexa|Blue Harbor|Kestrel|Sibirskaya Zarya|Al Noor|Grünwald|Lumière|Östberg|Tianhe|Pacific Crest|Stella Maris|"
    "Zelenograd|Monteverde|Brightwater|Ironbridge|Halcyon|Quantex|Ferrum|Vostok Invest|Marbella|Nordlicht|São Bento|"
    "J.P. Harlan|A&D Whitfield|Smith & Calloway|Trans-Kama|First Meridian|Golden Lotus|Orion Star|Delta Vega"
)
LINES: Final = _cells(
    "Trading|Shipping|Logistics|Capital|Insurance|Technologies|Engineering|Foods|Energy|Construction|Pharmaceuticals|"
    "Real Estate|Consulting|Petroleum|Textiles|Airlines|Mining|Software"
)
FORMS: Final = _table("""
Limited|Ltd|Ltd.|LTD
Incorporated|Inc.|Inc|INC
Corporation|Corp.|Corp
Limited Liability Company|LLC|L.L.C.|L L C
Gesellschaft mit beschränkter Haftung|GmbH|G.m.b.H.|GmbH
Aktiengesellschaft|AG|A.G.
Société Anonyme|SA|S.A.|S.A
Sociedad Limitada|S.L.|SL
Sociedad Anónima de Capital Variable|S.A. de C.V.|SA de CV
Società a responsabilità limitata|S.r.l.|SRL
Spółka z ograniczoną odpowiedzialnością|Sp. z o.o.|Sp z oo
Obshchestvo s ogranichennoy otvetstvennostyu|OOO|LLC
Public Joint Stock Company|PJSC|PAO
Aktiebolag|AB|A.B.
Anonim Şirketi|A.Ş.|AS
Private Limited|Pvt. Ltd.|Pvt Ltd
Company Limited|Co., Ltd.|Co Ltd
Kabushiki Kaisha|K.K.|KK
Public Limited Company|PLC|plc
Sendirian Berhad|Sdn. Bhd.|Sdn Bhd
""")
CYRILLIC_COMPANIES: Final = _table("""
ООО "Сибирская Заря"|LLC Sibirskaya Zarya|OOO "Sibirskaya Zarya"|Sibirskaya Zarya
АО "Восток Инвест"|JSC Vostok Invest|Vostok-Invest AO|Vostok Invest
ПАО "Трансмаш"|PJSC Transmash|Transmash PAO|Transmash
ООО "Зеленоград Мебель"|Zelenograd Mebel LLC|Zelenograd Mebel OOO|Zelenograd Mebel
АО "Уралхимпром"|JSC Uralkhimprom|Uralhimprom AO|UralKhimProm
""")
COUNTRIES: Final = _cells(
    "Russia|Iran|Syria|Belarus|Ukraine|Turkey|Egypt|Kazakhstan|Pakistan|Sudan|Peru|Kenya|Norway|Chile"
)
BODIES: Final = _table("""
Ministry of Defence of {c}|{c} Ministry of Defense|Ministry of Defense ({c})
Central Bank of {c}|{c} Central Bank|The Central Bank of {c}
National Oil Company of {c}|{c} National Oil Co.|National Oil Company ({c})
University of {c}|The University of {c}|{c} University
Ministry of Foreign Affairs of {c}|{c} Foreign Affairs Ministry|Ministry of Foreign Affairs ({c})
Federation of Trade Unions of {c}|{c} Federation of Trade Unions|Trade Unions Federation of {c}
""")
EATERIES: Final = _cells(
    "Arnie's Delicatessen|Bel Jardin|The Palm Court|Café Bixby|Chinois on Fifth|Citrus Grove|Fenway Cafe|"
    "Granita Bay|Grill on the Alley Way|Locanda Bianca|Ocean Star Seafood|Patina Rossa|Philippe's House|"
    "Pinot Terrace|Rex Il Giardino|Spago Alta|Valentina|Yujean Palace|Aquavita|Carmine & Sons|Dawat House|"
    "Gotham Kitchen|Oyster Bar & Grill|Le Chantilly|Lespinard|Mesa Verde|Montrachelle|Nobi|Palmetto|Smith's Steakhouse"
)
US_STREETS: Final = _cells(
    "Ventura Blvd.|N. La Cienega Blvd.|Melrose Ave.|W. Pico Blvd.|E. 54th St.|2nd Ave.|Park Ave. S|Peachtree Rd.|"
    "Las Vegas Blvd. S|Columbus Ave.|Geary St.|W. 44th St.|Piedmont Rd. NE|Mission St.|Lexington Ave."
)
US_PLACES: Final = _table("""
Los Angeles|L.A.|West Hollywood
New York|New York City|Manhattan
Atlanta|Atlanta
Las Vegas|Las Vegas
San Francisco|San Francisco
""")
CUISINES: Final = _cells("American|Californian|French (New)|Italian|Seafood|Asian|Steakhouses|Delis|Chinese")
MAKERS: Final = _cells(
    "Sonara|Panavox|Canova|Lumix|Netgrid|Boze|Frigidale|Whirlton|Garmex|Belkor|Logitek|Yamato"
)
THINGS: Final = _table("""
Black 10.1 Megapixel Digital Camera|10.1MP Digital Camera (Black)|Digital Camera - 10.1 megapixels - black
40' LCD HDTV|40-inch LCD HD TV|40" Widescreen LCD HDTV
5.1 Channel Home Theater System|Home Theatre System 5.1-channel|5.1-Ch. Home Theater
Stainless Steel Dishwasher|Dishwasher - Stainless Steel|24 in. Built-In Dishwasher, Stainless
Wireless Laser Mouse|Cordless Laser Mouse|Laser Mouse, Wireless, USB
8-Port Gigabit Switch|Switch 8 x 10/100/1000 Gigabit|8 Port Gigabit Ethernet Switch
Portable GPS Navigator|GPS Navigation System, Portable|Portable GPS
Noise Canceling Headphones|Headphones with noise cancellation|Noise-Cancelling Headphone
""")
SOFT: Final = _table("""
Photo Studio Deluxe|Photo Studio Dlx|Photo Studio Deluxe (PC/Mac CD)
Accounting Premier|Accounting Premier Edition|Premier Accounting
Typing Tutor|Typing Tutor (Win 95/98/ME)|Typing Tutor for Windows
Antivirus Small Business|Anti-Virus Small Business|Antivirus Small Business 5 Users
""")
TOPICS_A: Final = _cells(
    "Efficient|Scalable|Adaptive|Approximate|Incremental|Distributed|Cost-Based|Declarative|Self-Tuning|Parallel"
)
TOPICS_B: Final = _cells(
    "Query Optimization|Join Processing|Index Selection|View Maintenance|Data Cleaning|Schema Matching|"
    "Similarity Search|Stream Processing|Concurrency Control|Selectivity Estimation"
)
TOPICS_C: Final = _cells(
    "in Object-Oriented Databases|over XML Data|for Data Warehouses|in Sensor Networks|for Spatial Data|"
    "in Main-Memory Systems|on Multidimensional Data|for Web Services"
)
VENUES: Final = _table("""
SIGMOD Conference|International Conference on Management of Data|Proc. SIGMOD
VLDB|Very Large Data Bases|International Conference on Very Large Data Bases
ACM Trans. Database Syst.|ACM Transactions on Database Systems (TODS)|TODS
""")
SHIPS: Final = _cells(
    "Ocean Pearl|Sea Falcon|Bering Dawn|Caspian Star|Amber Wave|North Wind|Jade Horizon|Lady Marina"
)

"""Words of company names that say little about which company it is. Own knowledge."""

from __future__ import annotations

from typing import Final

# Legal forms worldwide, folded, points left out. More words first.
_LEGAL_PHRASES = """
besloten vennootschap met beperkte aansprakelijkheid
besloten vennootschap
naamloze vennootschap
vennootschap onder firma
commanditaire vennootschap
public joint stock company
publichnoe aktsionernoe obshchestvo
otkrytoe aktsionernoe obshchestvo
zakrytoe aktsionernoe obshchestvo
aktsionernoe obshchestvo
tovaristvo z obmezhenoyu vidpovidalnistyu
anonymi etaireia
kabushiki kaisha
youxian gongsi
open joint stock company
closed joint stock company
joint stock company
limited liability company
limited liability partnership
public limited company
private limited
pvt ltd
co ltd
company limited
sociedad anonima
societe anonyme
societa per azioni
societa a responsabilita limitata
sociedad limitada
sociedad de responsabilidad limitada
sociedad anonima de capital variable
sociedad por acciones simplificada
societe a responsabilite limitee
societe par actions simplifiee
sociedade limitada
sociedade anonima
s a de c v
sa de cv
s de rl de cv
sendirian berhad
perseroan terbatas
osakeyhtio
aksjeselskap
aktieselskab
anpartsselskab
aktiebolag
private company
limited partnership
offene handelsgesellschaft
kommanditgesellschaft
korlatolt felelossegu tarsasag
spolecnost s rucenim omezenym
akciova spolecnost
drustvo s ogranicenom odgovornoscu
za o o
open joint stock
closed joint stock
societate cu raspundere limitata
sabiedriba ar ierobezotu atbildibu
uzdaroji akcine bendrove
osauhing
gomei gaisha
godo kaisha
co limited
spolka z oo
sp z oo
sp zoo
z oo
spolka z ograniczona odpowiedzialnoscia
spolka akcyjna
gesellschaft mit beschrankter haftung
aktiengesellschaft
gmbh co kg
limited sirketi
anonim sirketi
ltd sti
sti ltd
a s
s a
s p a
s r l
b v
n v
v o f
c v
l l c
i o
in oprichting
sdn bhd
obshchestvo s ogranichennoy otvetstvennostyu
federal state unitary enterprise
s r o
d o o
"""
LEGAL_PHRASES: Final = tuple(_LEGAL_PHRASES.strip().splitlines())
_LEGAL_FORMS = """
bv nv vof cv bvba bvio sprl sa srl sarl sas spa gmbh ag kg ohg ug ev ltd limited llc llp lp plc inc
incorporated corp corporation co company pte pty pvt pjsc ojsc cjsc jsc ooo oao zao pao ao tov too fze fzco
fzc fzllc wll oy oyj ab as asa aps doo dd ad ead eood ood sro kft zrt bt sti tas kk ou uab sia stichting
vereniging maatschap eenmanszaak cooperatie coop ua ba se scrl snc sl slu sae saog saoc bhd tbk pt cia ltda
eireli sarlu mbh ek kgaa gie gbr firma fa vzw asbl foundation eurl gesmbh spk spzoo ip chp gup fgup
"""
LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS.split())
# The company above or beside; alone it is weak, a holding has its own number.
_LAYERS = "holding beheer groep group gruppe grup groupe holdings grupo gruppa participaties"
LAYERS: Final = frozenset(_LAYERS.split())
# What a company does: words of one line are one kind.
_KINDS = """
hotel pension motel hotels
cafe kroeg bar eetcafe pub kafe
restaurant eethuis ristorante restaurante bistro trattoria brasserie diner lokanta
grillroom grill doner kebab shoarma
pizzeria pizza
cafetaria snackbar friture snack snackhouse lunchroom
bakkerij bakker bakery firin
slagerij slager
supermarkt super markt market minimarkt
slijterij slijter dranken drankenhandel
avondwinkel nachtwinkel
kapsalon kapper hairsalon coiffeur
barbershop barbier barber berber
nagelstudio nagelsalon nails nagel
massagesalon massage massages
schoonheidssalon beauty
belwinkel telecomshop telecom telefoonwinkel
fietsenzaak fietsen rijwielhandel rijwielen
autobedrijf garage auto autos garagebedrijf automobielbedrijf autohandel autohandelsonderneming
autodemontage demontage sloperij autosloperij
sloopbedrijf sloop sloopwerken
metaalhandel metaal metalen
recycling afval
transport transportbedrijf logistics logistiek vervoer koerier koeriersdienst
taxi taxibedrijf
bouwbedrijf bouw bouwonderneming constructie insaat
aannemersbedrijf aannemer aannemers aannemingsbedrijf
installatiebedrijf installatie installaties installateur installatietechniek
schildersbedrijf schilder schilders
schoonmaakbedrijf schoonmaak schoonmaakdiensten cleaning
uitzendbureau uitzend uitzendorganisatie personeel
administratiekantoor administratie boekhouding accountant accountancy accountants
bewindvoering bewind bewindvoerder bewindvoerderskantoor
zorgbureau zorg
thuiszorg
kamerverhuur verhuur kamers
vastgoed onroerend immobilien realestate
opslag storage selfstorage
growshop grow
shishalounge shisha lounge waterpijp
juwelier juweliers goudhandel
import export importexport
handelsonderneming handel trading trade handelsmaatschappij ticaret
verzekeringen insurance sigorta
"""
_FILLERS = """
t het een koninklijke islamic halal international internationaal services service nederland netherlands
holland europe europa global worldwide enterprise enterprises bedrijf winkel onderneming en zonen zn zoon
gebroeders gebr and und et i the of for de la le du der van y e al sons brothers kompaniya kompania akb joint
stock limited russia russian iran china chinese turkey germany france italy spain poland ukraine belarus india
japan korea usa uk america american london moscow dubai trust fund diensten line sanayi san ve tic sirketi
venture private public society obshchestvo aktsionernoe aktiebolag gesellschaft mbh ob edinenie
proizvodstvennoe nauchno
"""
_DESCRIBING = """
oil gas petroleum energy motors motor plant zavod factory works capital investment investments finance
financial marketing consulting consultancy management advies media products producten airlines air airways
lines shipping marine maritime engineering electronics electric steel textiles research chemical chemicals pharma
pharmaceutical pharmaceuticals foods food textile mining metals aviation aerospace defense defence insurance
bank securities properties property estate logistics software digital telecom mobile solutions systems
technology technologies industries industry development construction chartering bunkering fishing agro power
water health medical automotive machinery tools paper plastics furniture design
"""
# Counted names are written both ways.
COUNTED: Final = {
    "1e": "eerste",
    "2e": "tweede",
    "3e": "derde",
    "1ste": "eerste",
    "2de": "tweede",
    "3de": "derde",
}
KIND_OF: Final = {
    word: number for number, line in enumerate(_KINDS.strip().splitlines()) for word in line.split()
}
# What a company does in general words; two different ones are two companies.
DESCRIBING: Final = frozenset(_DESCRIBING.split())
WEAK: Final = frozenset(_FILLERS.split()) | DESCRIBING
SHORTENED: Final = (
    "bedrijf",
    "winkel",
    "handel",
    "onderneming",
    "bureau",
    "kantoor",
    "salon",
    "shop",
    "zaak",
    "studio",
)
# A branch or a ministry of another country is another one.
_LANDS = """
russia russian rossii rossiya
ukraine ukrainian ukrainy
belarus belarusian
germany german deutschland deutsche
france french francaise
italy italian italia italiana
spain spanish espana espanola
poland polish polska
turkey turkish turkiye turk
china chinese
india indian
japan japanese nippon
korea korean
iran iranian
iraq iraqi
syria syrian
egypt egyptian
pakistan pakistani
sudan sudanese
kazakhstan kazakh
uzbekistan uzbek
kenya kenyan
nigeria nigerian
norway norwegian norge
sweden swedish sverige svenska
denmark danish danmark
finland finnish
switzerland swiss schweiz suisse
austria austrian osterreich
belgium belgian belgie belgique
nederland netherlands holland dutch nederlandse
uk british britain england english
usa american america
canada canadian
mexico mexican
brazil brazilian brasil
chile chilean
peru peruvian
cyprus cypriot
greece greek hellas hellenic
israel israeli
saudi
uae emirates
morocco moroccan maroc
libya libyan
lebanon lebanese
venezuela venezuelan
cuba cuban
vietnam vietnamese
singapore
australia australian
africa african
europe european europa
asia asian
"""
LAND_OF: Final = {
    word: number for number, line in enumerate(_LANDS.strip().splitlines()) for word in line.split()
}

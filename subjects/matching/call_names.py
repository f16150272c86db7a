"""Which given names are forms of one another: call names, Latin forms, spellings of one Arabic name.

Own knowledge of Dutch, Frisian, Moroccan, Turkish, Polish, Slavic and English naming habits. A line
is one family of names, folded to ASCII, and may run on indented; a name may stand in more families.
"""

from __future__ import annotations

import re
from typing import Final

from subjects.matching.call_names_world import WORLD_FAMILIES
from subjects.matching.name_words import borne_names

_FAMILIES = """
jan johannes johan johannis joannes hans hannes jo joop john johnny jean giovanni juan ivan iwan jochanan jantje han
jan adriaan ja
johanna jo joke hanna hannie anna johanneke janneke jannetje janna jantje jantina hanneke jeanne joan annie
willem wim willy bill william wilhelmus wilhelm guillaume guus guillermo will wilco pim billy
wilhelmina mina mien mientje willemijn wil willy helmi minnie miep wilma willemina
hendrik henk henri henry hendrikus henricus rik heinz heinrich hein harrie harry enrique driekus henny hendrickus
hendrika henny hennie rika riek hendrikje hendrina henriette jet
gerardus gerard gerrit ger gert geert gerhard gerhardus gerritjan gradus
gerardina gerda gerritdina gerry gerardine dina geertje gerritje dinie geraldine
geertruida truus trudy geertje geer trui truida gertrude geertruda trude gertruida
petrus piet peter pieter pim pierre pedro pjotr pyotr petr piotr pete petar
petronella nel nellie ella petra pietje nelly pieternel petronel
cornelis kees cor cornelius nelis cees knelis corneel
cornelia cor corrie nel nelly lia corry cora neeltje corina
antonius anton ton toon toni tony antoon antonie theunis teun teunis toine antonio teunes antoni antoine thijn tonnie
antonia ton tonny toos antje antoinette tonia tonnie antonetta
adrianus adriaan ad aad adrie arie arjan adrian ary janus arjen hadrianus
adriana adrie ad jaan adriaantje ariane
theodorus theo dorus theodoor theodore door teodor teo dirk fedor
theodora dora thea doortje theodoortje door
johannes baptist
jacobus jaap jacob ko koos cobus jim james jakob sjaak coos kobus jacques sjakie iakov jaco
jacoba coba co jacobine jacomina koos koosje ko
jacqueline sjakelien jacquelien lien jackie sjaklien jacky
jacques sjaak jack
franciscus frans frank francois francis franz frens francisco franciskus
francisca cisca sisca francien ciska france fransje francine fransisca
nicolaas nico klaas niek nick nicolaus nikolaus nikolaos nikolai nikolay claas nicolas claes kolya
nicole nicolette nicky nikki
mattheus matthijs thijs mathijs matheus ties matthias mathias theeuwes mats thys matthew mateusz matt matti mattias
  matteo
lambertus bert lambert lamert bertus
hubertus huub bert hubert huib
albertus bert albert appie ab bertus albertinus ap abel al albrecht alberto
egbertus egbert bert
robertus rob robert bob robbert robin roberto bobby
norbertus norbert bert
everhardus evert everard eef eberhard
bernardus bernard ben bennie bernhard barend berend bernd nard
wouter walter wolter gualterus woutherus waltherus
arnoldus arnold nol arno noud arend aart arnaud
leonardus leo leon leonard lennard lennart lenard len
laurentius laurens lau lourens rens lars lorenz laurence larens
ludovicus louis lodewijk lowie ludwig luis
christianus christiaan chris christian kris krystian christiaen
christina christine chris stien tineke tina krystyna stijntje christel christa christien kristina
martinus martin maarten mart tinus martijn marten maart marcin martino
martina tina martine martha
marinus rinus marien rien marijn marienus
maria marie mieke ria marieke marijke mia miep mies rie marja marianne mary maryam miriam marije marietje mariette marij
  mariya marta
margaretha margriet greet gretha margreet marga grietje gre margot margareta margaret rita margarita malgorzata magriet
  greta margje
elisabeth els elly bep betty liesbeth lies elisa elize lisa elizabeth lisette bets lisbeth liesje elsje ellie beth liz
  libby eliza elzbieta elise
catharina trijntje cato katrien toos rina ina tine carina trien kitty kaatje catherine katharina katarina karin
  katarzyna ekaterina katja katya kate katrijn to kathy cathy truus tiny trijn rien
anna annie ans anneke anne an antje ann anja ania annetje annika anya hanna
annemarie annemieke annemiek
helena lena leen heleen helene ellen leni elena lenie hella
aleida ali alie leida aleid aaltje alida lida
wilhelmus helmus willem
alexander alex lex sander xander aleksander alexandre aleksandr oleksandr sacha sasha alejandro aleksandar iskander
  iskender
alexandra alex sandra xandra sascha aleksandra oleksandra
sebastiaan bas bastiaan sebastian bastian sebastianus seb bastien
benjamin ben benny benno
daniel daan dan danny daniil danilo daniyal
danielle daan daniela danique
david dave daaf davy dawid daoud dawud davud davood
dionysius dion denis dennis denijs denys
dominicus dominique dominik dominic domingo
eduardus eduard ed eddy edward eddie edwin edvard ted ned
ferdinand ferdinandus ferry nand fer
frederik fred freek frits frederikus frederick fredericus fedde fredrik friedrich fritz freddy
frederika freddy rika frederique fritske fredrika
gabriel gab gabe jibril cebrail gavriil
gijsbertus gijsbert gijs bert gijsbrecht
godefridus godfried frits
gregorius gregor greg joris grzegorz grigori grigory grisha
georgius george joris sjors jorge georg jerzy yuri gheorghe georgi georges jurgen jurrien juri georgios
jozef jos joseph sjef joep josephus jef josef khose youssef yusuf jozua joe jose giuseppe yousef yosef josip jupp
josephina jos josephine josien fien josefien
jeroen hieronymus jerome jeronimus
joachim jochem jochim jochen achim
jonathan jon jonas john nathan
julius jules juul julio
juliana julia julie juliette
lucas luc luuk lukas luka lukasz luca lucien
marcus marc mark markus marco marek marko
maximiliaan max maximilian maksim maxim massimo
michael michiel mike machiel michel mikael mikhail michal mikail miguel mick misha mickey mischa michail
monica monique moniek monika
mohammed mohamed muhammad mohammad mehmet muhammed mohamad muhamad mahamed moh mo mohd muhammet mimoun mohand magomed
  mokhammad
ahmed ahmad ahmet achmed hamid akhmed akhmad
ali aly alie
ayoub ayub eyup ayyub eyub
hassan hasan hassane
hussein houssein huseyin hossein husain hocine hussain husayn houcine khusein
ibrahim brahim abraham bram ab ebrahim avraham aabraham braam
yassine yassin yasin jassin
ismail ismael ismaiel smail
mustafa mostafa mustapha moustafa moustapha mostapha
abdullah abdellah abdoullah abdulla abdallah abdalla apo abdullahi
abderrahman abdurrahman abdulrahman abdelrahman abdel
omar oumar umar omer umer
osman othman ousmane uthman usman
yusuf youssef yousef joesoef jozef youssouf yousuf yusef yosef yousaf
khalid khaled halid chalid galid halit
rachid rashid rasid rasheed rachied resit
said saeed saied sayed sait
karim kareem kerim
tarik tariq tarek
samir sameer semir
jamal djamal cemal gamal jamaal kemal
jamila djamila cemile
nabil nabiel nabeel
fouad fuad fuat
souad suad soad
fatima fatma fadma fatimah faatima fatema
aicha aisha ayse aysha aischa
khadija hatice chadija khadijah gadija kadija
fatiha fethiye fatihah
zahra zohra zehra zara
zainab zaynab zineb zeynep zaineb zeyneb zainep zayneb
latifa lateefa latifah latife
hafida hafiza
nadia nadja nadya
mariam maryam meryem miriam maryem
yasmine yasmin jasmijn jasmina yasemin jasmine
noura nora noor nur nour
redouan ridouan redouane ridwan ridvan
salah saleh salih
loubna lubna loebna
abdelkader abdulkadir abdelkadir
mehdi mahdi
bilal bilel bilaal
hicham hisham hisam
imane iman imaan
tomasz thomas tom tomas tommy thom tomaz maas
pawel paul paulus pavel paolo pablo pauwel
paulina paula pauline
krzysztof christof christoffel chris stoffel kristof christopher christoph christophe christoffer cristobal topher
andrzej andreas andries andre andrew drees andrei andrey andrej dries andras andy
wojciech adalbert wojtek
stanislaw stan stanislaus staszek stanislav
jakub kuba
malgorzata gosia
katarzyna kasia
agnieszka agnes aga agniet
aleksander olek
zbigniew zbyszek
barbara basia bas babs
magdalena magda leen madeleine lena
joanna asia
stefan steven stephan stef stephanus stefanus stephen steve istvan etienne estefan stepan szczepan sten
stefanie fanny stephanie steffie
simon siem symen simeon sijmen
samuel sam sami
samantha sam
susanna suzan suzanne sanne suus susan zuzanna susanne
sanne susanne sandra
rudolf ruud rudi rolf rudy roelof roel dolf
reinier rein reinder
richard rik rick ricky rich dick ryszard ricardo
timotheus tim timo timothy timofey
tobias tobi
vincentius vincent vin cent vince vinnie
victor vic viktor wiktor
valentijn valentin valentinus
viktoria victoria
veronica vera roni veronika
walburga wally
wessel wes wesley
xaverius xaveer
augustinus guus gus august
angela angelique angelina engelina engeltje
emilia emily emilie
emmanuel manuel imanuel
esther hester ester
eva evi eefje eve evelien ieva
jeltje jel
kimberley kim kimberly
isabella isa bella isabel isabelle isabeau
jennifer jenny jen
deborah debbie debora
rebecca becky rebekka
patricia pat tricia patty
patrick pat patrik patricius
roxanne rox
sjoerd sjors siegfried
ignatius ignace natius
julia yulia julija
dmitri dimitri dmitry dima dmytro dimitrios dimitry
sergei sergey serge sergio sergiy serhiy sergij sergius
vladimir volodymyr wladimir vova vladimer wlodzimierz
evgeny yevgeny eugene yevgeni evgeni eugenius eugenio yevhen jewgeni
alexei aleksey alexey oleksiy alexis aleksei aleksej alyosha
yuri yury yuriy jurij iouri juri
natalia natasha nathalie natalya nataliya natalie
tatiana tanya tatjana tatyana
olga olya
svetlana sveta
konstantin constantijn constantin kostas konstantinos
ilya elias elijah ilja ilia ilias ilyas
kiril cyril kirill cyrillus
peggy margaret
theresia trees tess thera therese resi teresa theresa
cecilia cilia sielie cile cecile
clara klaartje klara claire claar
dorothea dora thea dorthe doortje dorothy
regina gina ina
sophia sofie fie sophie sofia zofia
philippus flip philip filip filippus philippe phil felipe philipp
quirinus krijn kwirinus
ronald ron ronnie ronaldus
jeffrey jeff geoffrey
charles karel carel karl carlos carolus charlie chuck carl karol
carolina lien carla caroline carolien karolina
desiree desi
gosewinus goos
hermanus herman harm manus armand hermann
hermina mien hermien harmina
lucia lucie luus
marcel marcellus marcelis marcello
ursula ulla
thomas tom thom tomasz tommie
servatius servaas vaas
chantal chantalle
adriana sjaan jana
agatha aagje agaath
alberta bertha berta
albertina tine bertine
aldegonda allegonda gonda gonnie alda
hillegonda hilly hilletje hilda gon gonda
apolonia plonie apollonia
bartholomeus bart bartel mees bartolomeus
bernadette bernardina bernadien dien dini diny berna
bonifatius faas
brigitta gitta brigitte brit birgit
caspar jasper kasper casper
clemens clement
dirk dick derk diederik dik
egidius gilles gied
elbertus elbert bert
engelbertus engel bert engelbert
erik eric erick
gesina sien gesien sina zina
godelieve lieve
gerarda grada gerda
huberta bertha huberdina
isaac isaak ies
jacobina bien jacobine
jodocus joost just judocus
judith juut
laurentia laura
leendert leen leo leonardus
leopold pol
liduina lidwien lidy lidwina
louisa louise wies wiesje loes lou
louise loes lies wies
machteld mechtild mechteld
marcellinus marcel
maurits mauritius mau maurice mauro
nathanael nathan nat nathaniel
olivier oliver olaf olly
pancratius pancras kas
philomena mena filomena
quintinus quinten quint quintijn
raimundus raymond ray raimond
remigius remi remy
rutger rut roger rutgerus
sara saar saartje sarah sally
severinus severijn rinus
silvester syl sylvester
wendelina wendy wendela
wijnandus wijnand nand
ijsbrand ysbrand brand
yvonne von ivonne
zacharias zach zakaria zekeriya zakariya
mimoun mimoen maimoun
driss idris idriss
younes yunus yunes joenes younis
anouar anwar enver
aziz abdelaziz abdulaziz
malika melika
naima neyme
rachida rashida raside
samira semira
saida saeeda
hanane hanan
houda huda hoda
jaouad jawad cevat
lahcen lahsen
mourad murat murad
noureddine nureddin nurettin noureddin
soufian sofyan sufyan soufiane sofian
taoufik tevfik tawfiq
yahya yahia yehia
yacoub yakup yaqub jakub jacob
ewa eva
maciej maciek matthias
mikolaj nicolaas
przemyslaw przemek
rafal rafael raphael
slawomir slawek
pamela pam
alfred alf fred
gerald jerry gerry
kevin kev
joyce jos
"""


def _families() -> list[str]:
    return (re.sub(r"\n +", " ", _FAMILIES).strip() + WORLD_FAMILIES).splitlines()


def _members() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, line in enumerate(_families()):
        for name in line.split():
            families.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


_MEMBERS: Final = _members()
_LINES: Final = [line.split() for line in _families()]
_LETTERS: Final = {number: frozenset(name[0] for name in line) for number, line in enumerate(_LINES)}
_NONE: Final[frozenset[int]] = frozenset()
_LATIN_ENDINGS: Final = ("ius", "us", "es", "je", "tje", "ke", "is", "ie", "y")
SHORTEST_STEM: Final = 3


def same_family(left: str, right: str) -> bool:
    """Whether two folded given names are forms of one name: *Nel* and *Petronella*."""
    mine = _MEMBERS.get(left)
    if mine is not None and (theirs := _MEMBERS.get(right)) is not None and mine & theirs:
        return True
    if _stem(left, right) or _stem(right, left):
        return True
    small, other = _without_diminutive(left), _without_diminutive(right)
    return (small, other) != (left, right) and (
        small == other or bool(_MEMBERS.get(small, _NONE) & _MEMBERS.get(other, _NONE))
    )


def _without_diminutive(name: str) -> str:
    """*Koosje* is *Koos*."""
    for ending in ("etje", "tje", "je", "ke"):
        if name.endswith(ending) and len(name) - len(ending) >= SHORTEST_STEM:
            return name[: -len(ending)]
    return name


def _stem(short: str, long: str) -> bool:
    """*Laurens* is *Laurens-ius*, *Gijsbert* is *Gijsbert-us*."""
    if len(short) < SHORTEST_STEM or not long.startswith(short) or short == long:
        return False
    return long[len(short) :] in _LATIN_ENDINGS and len(short) > SHORTEST_STEM


def known(name: str) -> bool:
    """Whether it is a name that people bear, and so hardly a slip of another one."""
    return name in _MEMBERS or name in borne_names()


def forms_of(name: str) -> list[str]:
    """All forms of a folded given name that the table knows, without itself."""
    numbers = sorted(_MEMBERS.get(name, ()))
    return [form for number in numbers for form in _LINES[number] if form != name]


def letters_of(name: str) -> frozenset[str]:
    """The first letters of all forms of a name: who is called *Nel* signs with a P."""
    found: set[str] = {name[:1]}
    for family in _MEMBERS.get(name, ()):
        found |= _LETTERS[family]
    return frozenset(found)

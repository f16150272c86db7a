"""Given names of further afield that are forms or spellings of one another, in the form of ``call_names``.

Own knowledge of Greek, Slavic, Arabic, Persian, Turkic, Caucasian and English naming habits.
"""

from __future__ import annotations

from typing import Final

WORLD_FAMILIES: Final = """
ioannis yannis giannis yiannis ioannes john jannis
georgios giorgos george yorgos georgos giorgios georgy georgi georgiy heorhii
konstantinos constantinos kostas costas constantine konstantin constantin kostya kostiantyn
dimitrios dimitris demetrios mitsos dimitri dmitri dmitry dmitriy dmitrii dmytro dima mitya
nikolaos nikos nicolaos nick nikolai nikolay nikolaj mykola kolya
athanasios thanasis thanos
evangelos vangelis
panagiotis panayiotis panos
christos hristos
aikaterini katerina ekaterina yekaterina kateryna katya
eleni elena yelena olena helen helena lena alyona
maria mariya mariia marija masha
sergei sergey serhii serhiy siarhei serge sergej sergio serguei serjoscha seryozha
alexander aleksandr alexandr oleksandr aliaksandr sasha alex aleksander iskander alexandre alejandro alessandro
alexandra aleksandra oleksandra sasha
alexei aleksei alexey aleksey oleksii oleksiy alyosha alexej
andrei andrey andrii andriy andrej andrzej andrew andreas
vladimir volodymyr uladzimir wladimir vova volodya vladimer
vasily vasili vasiliy vasyl vasil wassili basil vassilis vasilis vasileios
mikhail michail mykhailo mikhailo michael mihail misha michal mikael
pavel pavlo paul pawel pavlos
evgeny yevgeny evgeniy yevgeniy evgenii yevgenii yevhen eugene jewgeni evgeni zhenya
gennady gennadiy gennadii hennadii hennadiy
yuri yury yuriy iurii iuri jurij juri yurii
igor ihor
oleg oleh
grigory grigori grigoriy hryhorii grzegorz gregory grisha
ilya ilia illia elias iliya elijah
fyodor fedor fiodor theodore fedir
arkady arkadi arkadiy arkadii
valery valeri valeriy valerii
vitaly vitali vitaliy vitalii vitalij
anatoly anatoli anatoliy anatolii
timofey timofei tymofii timothy
natalia natalya nataliya natalie natasha
yulia yuliya julia iuliia yuliia julija
tatiana tatyana tetiana tetyana tanya
svetlana svitlana
irina iryna irene
anastasia anastasiya anastasiia nastya
ksenia kseniya xenia oksana
reza rida ridha redha riza ridda
ali aly
mahdi mehdi mahdy mehdy
hussein husayn hussain hossein husain hosein hussien houssein hoseyn huseyn hossain
hassan hasan hassane
mohammed muhammad mohamed mohammad muhammed mohamad muhamad mehmet mohd md mahomed magomed
ahmed ahmad ahmet akhmed ahmat ahmadi
mahmoud mahmud mahmood mehmood
yusuf youssef yousef yousif yosef joseph yussuf yusef youssouf jusuf
omar umar omer oumar
othman uthman osman ousmane usman osmane
khalid khaled halid
abdullah abdallah abdulla abdoullah abdellah
abdulrahman abdelrahman abdurrahman abdulrehman abderrahman abdirahman abdalrahman abdurahman
abdulaziz abdelaziz abdul-aziz abdalaziz
abdulkarim abdelkarim abdelkrim abdulkareem
ibrahim ebrahim ibraheem abraham ibragim
ismail ismael esmail ismaeel
suleiman sulayman solaiman sulaiman soleyman suleyman solomon souleymane
mustafa mostafa moustapha mustapha mustafi
tariq tarek tarik tareq
said saeed saeid sayeed saied saaid
jafar jaafar djafar jaffar
qasim kassem qassem kasim ghasem qasem
rashid rasheed rachid
nasser nasir naser nasr
salim saleem selim
walid waleed
faisal faysal feisal
hamid hameed
karim kareem
amir ameer emir
musa moussa mousa moosa
isa issa eissa
yahya yehia yahia
yaqub yakub yaqoub jacob yaakov
haydar haidar heydar haider
mohsen muhsin mohsin
fatima fatma fatimah fatemeh
aisha ayesha aicha aysha
khadija khadijah hadija khadidja
zaynab zainab zeinab zeynab zeinep
mariam maryam mariyam meryem
giorgi george georgi
davit david dawid daoud dawood dawud daud
levan leo
bill william
bob robert rob bobby
liz elizabeth beth betty eliza lizzie
kate katherine catherine kathryn kathy katie cathy
jim james jimmy jamie
joe joseph joey
chuck charles charlie
dan daniel danny
matt matthew mat
ted edward ed eddie
ted edmund ed
ted theodore
tim timothy timmy
pat patricia patty tricia trish
pat patrick
deb deborah debbie debra
ron ronald ronnie
jen jennifer jenny
ben benjamin benny
sam samantha
sam samuel
nick nicholas
chris christopher kris
chris christine christina
josh joshua
jess jessica
jess jesse
tony anthony
peggy margaret maggie meg marge
sue susan suzanne susie
dick richard rick rich
jack john johnny
hank henry harry
larry lawrence
steve stephen steven
ken kenneth kenny
don donald donnie
greg gregory
jeff jeffrey geoffrey geoff
al albert
al alan
fred frederick freddie
walt walter
tomasz tomek tomcio
aleksandra ola olenka
krzysztof krzysiek krzys
barbara basia baska
joanna asia joasia
anna ania anka hania
magdalena magda madzia
elzbieta ela elka
jolanta jola
izabela iza
agnieszka aga agunia
wojciech wojtek
piotr piotrek piotrus
stanislaw staszek stasiek
henryk heniek
jerzy jurek
mieczyslaw mietek
zbigniew zbyszek zbych
ryszard rysiek
jakub kuba kubus
bartosz bartlomiej bartek
mateusz mati
grzegorz grzesiek grzes
jan janek jasiek
kazimierz kazik
slawomir slawek
miroslaw mirek
dariusz darek
arkadiusz arek
przemyslaw przemek
radoslaw radek
lukasz lukaszek
danuta danka danusia
zofia zosia
renata renia
wieslaw wiesiek
tadeusz tadek
franciszek franek
antoni antek
witold witek
marek mareczek
pawel pawelek
abdelkader kader abdulkadir
abdelhakim hakim
abdelkarim karim
abdellatif latif abdullatif abdelatif
abdelhamid hamid abdulhamid
abdelmalik malik abdulmalik
abdelmajid majid abdulmajid abdelmadjid
abdelghani ghani abdulghani
abdeslam abdelslam abdelsalam abdesselam abdessalam salam
noureddine nordin nourdin nordine nouredine nureddin nurettin
driss dris idriss idris
mimoun mimoune mimon
"""

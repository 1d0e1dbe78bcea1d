/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-words.h"

/* Words that names of regions, bodies, buildings, feasts and events are made of, and that every
 * language says in its own way; each string is one word in English, French, Dutch, German and
 * Russian. A person may be called so too: such a word is as much of a name as any other. */
static const char *const vocabulary[] = {
  /* Where */
  "north northern nord septentrional septentrionale noord noordelijk noordelijke nordlich "
  "nordliche noorder северный северная северное северной",
  "south southern sud meridional meridionale zuid zuidelijk zuidelijke sudlich sudliche zuider "
  "южный южная южное южной",
  "east eastern est oriental orientale oost oostelijk oostelijke ost ostlich ostliche ooster "
  "восточный восточная восточное восточной",
  "west western ouest occidental occidentale westelijk westelijke westlich westliche wester "
  "западный западная западное западной",
  "central centrale centraal zentral zentrale middle midden центральный центральная центральное",
  "upper haut haute opper boven ober верхний верхняя",
  "lower bas basse neder beneden nieder нижний нижняя",
  "new nouveau nouvelle nieuw nieuwe neu neue novum новый новая новое",
  "old ancient vieux vieille ancien ancienne oud oude alt alte vetus старый древний древнего",
  "greater great grand grande groot grote gross grosse большой большая великая великое",
  "lesser petit petite klein kleine малый малая",
  "island islands isle ile iles eiland eilanden insel inseln остров острова о-ва",
  "sea mer zee meer море",
  "ocean oceaan ozean океан",
  "river fleuve riviere rivier fluss река",
  "lake lac озеро",
  "mount mountain mountains mont montagne montagnes berg bergen gebergte berge gebirge гора горы",
  "city town ville stad stadt город",
  "country land pays landen lander страна",
  "coast cote kust kuste берег",
  "valley vallee vallei tal долина",
  "world monde wereld welt мир всемирный мировой",
  /* Who */
  "people peuple volk народ peuples volkeren volker народов",
  "nation nations national nationale naties nationen nationaal nationaler natie национальный "
  "национальное национальная",
  "church eglise kerk kirche церковь церкви eglises kerken",
  "state states etat etats staat staten staaten государство штаты",
  "council concile conseil concilie raad konzil rat собор совет",
  "assembly assemblee vergadering versammlung nationalversammlung собрание",
  "party parti partij partei партия",
  "union unie уния союз",
  "league ligue liga bond bund лига",
  "movement mouvement beweging bewegung движение",
  "community communaute gemeenschap gemeinschaft община",
  "congregation congregatie kongregation конгрегация",
  "academy academie akademie академия",
  "university universite universiteit universitat университет",
  "school ecole schule школа",
  "bank banque banca банк",
  "court cour hof gericht суд",
  "army armee leger heer армия",
  "guard garde гвардия",
  "brotherhood fraternite broederschap bruderschaft братство",
  "fathers peres vaders vater отцы",
  "brothers freres broeders bruder братья",
  "sisters soeurs zusters schwestern сестры",
  "daughters filles dochters tochter дочери",
  "virgin vierge maagd jungfrau дева",
  "mother mere moeder mutter мать",
  "angel ange engel ангел",
  "archangel archange aartsengel erzengel архангел",
  "deacon diacre diaken diakon диакон",
  "monk moine monnik monch монах",
  "friar frere frater broeder ordensbruder брат",
  "priest pretre priester священник",
  "knight knights chevalier chevaliers ridder ridders ritter рыцарь рыцари",
  "minister ministre министр",
  "president presidente президент",
  "governor gouverneur губернатор",
  "antipope antipape tegenpaus gegenpapst антипапа",
  /* What */
  "cross croix kruis kreuz крест креста",
  "palace palais paleis palast palacio palazzo дворец",
  "castle chateau kasteel schloss burg замок",
  "temple tempel храм",
  "tower tour toren turm башня",
  "bridge pont brug brucke мост",
  "museum museums musee musees musea museen музей музеи",
  "library bibliotheque bibliotheek bibliothek библиотека",
  "monastery monastere klooster kloster монастырь",
  "abbey abbaye abdij abtei аббатство",
  "history histoire geschiedenis geschichte история",
  "war guerre oorlog krieg война",
  "peace paix vrede frieden мир",
  "battle bataille slag schlacht битва",
  "treaty traite verdrag vertrag договор договоры treaties traites verdragen",
  "revolution revolutie революция",
  "reform reformation reforme reformatie реформация реформа",
  "law droit recht право loi wet gesetz закон",
  "faith foi geloof glaube вера веры",
  "age siecle eeuw tijd zeitalter zeit эпоха век",
  "enlightenment lumieres verlichting aufklarung просвещения просвещение",
  "founding fondation stichting ontstaan grundung основание",
  "crisis crise crisis krise кризис",
  "election elections verkiezing verkiezingen wahl wahlen выборы",
  "hymn anthem hymne volkslied гимн",
  "flag drapeau vlag flagge флаг",
  "song chant lied zang gesang пение",
  "music musique muziek musik музыка",
  "cuisine keuken kuche кухня",
  "marriage mariage huwelijk ehe брак",
  "baptism bapteme doop taufe крещение",
  "resurrection verrijzenis herrijzenis opstanding auferstehung воскресение",
  "salvation salut verlossing erlosung спасение",
  "trinity trinite drie-eenheid drieeenheid dreifaltigkeit trinitat троица",
  "easter paques pasen ostern пасха",
  "christmas noel kerstmis weihnachten рождество",
  "heart coeur hart herz сердце сердца",
  "holy saint sainte heilige heiliger sacred sacre sacree святой святая святого священный",
  "letter epistle epitre lettre brief послание",
  "gospel evangile evangelie evangelium евангелие",
  "freedom liberty liberte vrijheid freiheit свобода",
  "democracy democratie demokratie демократия",
  "art arts kunst kunsten искусство",
  "science sciences wetenschap wetenschappen wissenschaft wissenschaften наука наук",
  /* Of whom, of what kind */
  "roman romain romaine romeins romeinse romisch romische romischen римский римская римской",
  "catholic catholique katholiek katholieke katholische католический католическая католической",
  "apostolic apostolique apostolisch apostolische апостольский апостольские апостольская",
  "christian chretien chretienne christelijk christelijke christlich христианский христианская",
  "european europeen europeenne europees europese europaische европейский европейская",
  "social sociale sociaal soziale социальный социальная социальное",
  "general generale algemeen algemene allgemeine всеобщий",
  "financial financier financiere financiele финансовый",
  "royal royale koninklijk koninklijke koniglich konigliche королевский королевская",
  "imperial imperiale keizerlijk keizerlijke kaiserlich императорский",
  "civil civile burgerlijke burgerlich гражданский гражданская",
  "international internationale internationaal интернационал международный",
  "federal federale federaal bundes федеральный",
  "democratic democratique democratisch democratische demokratische демократический",
};

/**
 * tri_name_words_get_vocabulary:
 * @n: (out): how many
 *
 * Returns: (array length=n): words of names that are no persons', each in several languages
 */
const char *const *
tri_name_words_get_vocabulary (guint *n)
{
  *n = G_N_ELEMENTS (vocabulary);
  return vocabulary;
}

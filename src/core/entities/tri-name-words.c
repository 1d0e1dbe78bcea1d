/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tri-name-words.h"

#include "tri-fold.h"

#include <string.h>

/* Given names that the languages have from one source, but no rule of spelling leads from one to
 * the other; each string is one name. */
static const char *const given_names[] = {
  "aaron aron harun аарон",
  "adalbert adalbertus albert albertus albrecht aubert alberto альберт адальберт альбрехт",
  "adrian adrien hadrian hadrianus adriaan adrianus hadrien adriano адриан",
  "agatha agathe agata агата агафья",
  "agnes ines inez agnese агнесса агния",
  "alan alain alanus ален алан",
  "aldous alde aldus aldo",
  "alexander alexandre alexandros aleksandr aleksander alessandro alejandro iskender александр",
  "alexis alexius aleksej aleksei alexei alexey alexej alexi aleksi alexios алексей алексий",
  "aloysius louis lodewijk ludovic ludwig luigi luis lewis ludovicus ludovico clovis "
  "lajos ludvig aloisius людовик людвиг луи луис",
  "alphonse alfons alphonso alfonso afonso alphonsus альфонс альфонсо афонсу",
  "ambrose ambroise ambrosius ambrogio амвросий",
  "anastasius anastase anastasios anastasij анастасий",
  "andrew andre andreas andries andrei andrej andrey andrea andres andrzej андрей андре",
  "angela angele анджела ангела",
  "anne ann anna hannah hanna ana анна",
  "anthony antony antoine antonius antoon anton antonio antoni antonij "
  "антоний антон антонио антониу",
  "archibald archambault арчибальд",
  "arthur arthus artur arturo артур",
  "augustine augustin augustinus agustin agostino augustijn августин",
  "baldwin baudouin boudewijn balduin balduinus baldovino baudoin балдуин бодуэн",
  "baptist baptiste battista bautista батист",
  "barbara barbe варвара барбара",
  "barnabas barnabe barnaby варнава",
  "bartholomew barthelemy bartholomeus bartholomaus bartolomeo bartolome bartholome варфоломей",
  "basil basile basilius vasily vasili vasilij vassili wassily basileios василий",
  "beatrice beatrix beatriz béatrice беатриса беатрикс",
  "benedict benoit benedictus benedikt benedetto benito bento бенедикт",
  "benjamin benjamino вениамин бенджамин",
  "bernard bernhard bernardus bernardo bernat бернард бернар",
  "blaise blasius blaas biagio blas власий",
  "boniface bonifatius bonifacius bonifacio бонифаций",
  "bridget brigitte brigitta birgitta brigida brigid бригитта",
  "caesar cesar cesare kaiser цезарь",
  "casimir kazimierz kasimir kazimir казимир",
  "catherine catharina katharina katherine katarina caterina ekaterina yekaterina "
  "catalina kathryn karin jekaterina екатерина",
  "cecilia cecile cecily cacilia цецилия",
  "charles charlemagne karel karl carlo carlos carolus karol carl carloman карл шарль карлос",
  "christian christiaan christianus chretien kristian cristiano кристиан христиан",
  "christine christina kristina cristina кристина христина",
  "christopher christophe christoffel christoph cristoforo cristobal christophorus "
  "kristof христофор кристофер",
  "claire clara clare klara chiara клара клэр",
  "claude claudius claudio klaudius клод клавдий",
  "clement clemens clemente kliment klemens климент",
  "conrad konrad koenraad corrado conradus konradin конрад",
  "constantine constantin constantinus konstantin costantino constantijn konstantinos константин",
  "cornelius corneille cornelis korneel cornelio kornelius корнелий",
  "cyril cyrille cyrillus kyrill kirill kyrillos cirillo кирилл",
  "daniel danil daniil daniele даниил даниэль",
  "david davit dawid davyd давид",
  "demetrius demetrios dimitri dmitri dmitry dmitrij dimitrij dmitriy demetrio dimitrios "
  "димитрий дмитрий деметрий",
  "denis denys dennis dionysius dionysios dionisio dionigi dionys дионисий дени диниш",
  "dominic dominique dominicus dominikus domenico domingo доминик",
  "dorothy dorothee dorothea dorotea доротея дорофея",
  "edmund edmond edmundus edmundo эдмунд",
  "edward edouard eduard eduardus eduardo edoardo duarte эдуард",
  "eleanor eleonore leonor eleonora alienor eleonor элеонора",
  "elias elijah elie ilya ilja elia илия илья",
  "elisabeth elizabeth isabelle isabella isabel elisabetta yelizaveta elizaveta isabeau "
  "isabeau elisaveta елизавета изабелла",
  "emily emilie emilia эмилия",
  "emmanuel manuel emanuel manuil emanuele immanuel мануил эммануил мануэл",
  "eric erik erich ericus эрик эйрик",
  "ernest ernst ernesto эрнест эрнст",
  "esther ester hester эсфирь",
  "eugene eugen eugenius eugenio evgenij yevgeny evgeny evgueni jevgeni евгений",
  "eusebius eusebe eusebio eusebios евсевий",
  "eve eva ева",
  "ferdinand fernand fernando ferran ferdinando hernando фердинанд фернандо фернан",
  "francis francois franciscus franz frans francesco francisco franziskus ferenc frank "
  "франциск франсуа франц",
  "frances francoise francisca franziska francesca франциска",
  "frederick frederic frederik friedrich federico fryderyk fridericus fedrik frederico "
  "fredrik фридрих фредерик",
  "gabriel gavriil gabriele гавриил габриэль",
  "gelasius gelase gelasio геласий",
  "geoffrey geoffroy godfrey godefroy gottfried godfried jeffrey goffredo godefridus "
  "готфрид жоффруа",
  "george georges georg joris jorge giorgio georgy georgi georgij georgius giorgi jerzy "
  "jorgen jiri jurij yuri iouri gueorgui георгий георг жорж юрий",
  "gerard gerhard gerardus gerrit gerardo gherardo герард жерар",
  "germanus germain german germano герман",
  "gertrude gertrud geertruida гертруда",
  "gervase gervais gervasius gervasio",
  "giles gilles aegidius egidius egidio эгидий",
  "gregory gregoire gregorius gregor grigori grigory grigorij gregorio gregorios grigol "
  "griet григорий",
  "guy guido gui wido vitus veit ги гвидо",
  "harold harald haraldur гарольд харальд",
  "helen helene helena elena eleni yelena jelena ilona елена",
  "henry henri hendrik heinrich hendrick enrico enrique henricus henrique henryk harry "
  "генрих анри",
  "herman hermann armand hermannus armando",
  "noah noe noach ной",
  "ezra esdras esra ездра",
  "hezekiah ezechias hizkia ezekias hiskia езекия",
  "obadiah abdias obadja авдий",
  "jesse isai иессей",
  "uzziah ozias uzzia озия",
  "hosea osee hosea hosee осия",
  "enoch henoch henok енох",
  "rehoboam roboam rehabeam ровоам",
  "jehoshaphat josaphat josafat иосафат",
  "ahab achab ахав",
  "ahasuerus assuerus ahasveros ahasverus артаксеркс",
  "nebuchadnezzar nabuchodonosor nebukadnezar навуходоносор",
  "jezebel jezabel izebel isebel иезавель",
  "hagar agar агарь",
  "ruth рут руфь",
  "abigail avigail авигея",
  "nehemiah nehemie nehemia неемия",
  "horace horatius horaz horatio orazio гораций",
  "livy livius tite-live ливий",
  "ovid ovide ovidius овидий",
  "virgil virgile vergilius vergil вергилий",
  "pliny pline plinius плиний",
  "cicero ciceron цицерон",
  "plato platon платон",
  "aristotle aristote aristoteles аристотель",
  "homer homere homerus гомер",
  "euclid euclide euclides euklid евклид",
  "hippocrates hippocrate гиппократ",
  "tertullian tertullien tertullianus тертуллиан",
  "quentin quintinus quinten quintin",
  "servatius servais servaas серватий",
  "othmar otmar odomar отмар",
  "odile odilia ottilie одилия",
  "hedwig jadwiga hedwige ядвига",
  "gaius caius kaius cajus гай кай",
  "didacus didakus didace",
  "hilary hilaire hilarius ilario hilario иларий",
  "honorius honore onorio гонорий",
  "hubert hubertus huibert uberto губерт",
  "hugh hugues hugo hugh ugo hugonis huig гуго гуг хью",
  "humbert umberto humbertus умберто",
  "ignatius ignace ignaz ignacio ignazio ignatios ignac игнатий",
  "innocent innocentius innozenz innocenzo иннокентий",
  "irene irina irena ирина",
  "isaac izaak isaak isak исаак",
  "isaiah esaie isaie jesaja isaias исаия",
  "isidore isidorus isidor isidoro исидор",
  "ishmael ismael ismail исмаил",
  "jacob jacques james jakob jacobus jakobus jaime iago yakov jakov iakov giacomo diego "
  "jacopo hamish jaume яков иаков джеймс",
  "jerome hieronymus jeronimo girolamo hieronim иероним",
  "joan jeanne johanna jane joanna jeannette ioanna giovanna juana joana jana jehanne "
  "иоанна жанна хуана",
  "joachim joaquin jochem ioakim gioacchino иоаким",
  "john jean johannes johann jan hans ivan ioann juan giovanni joao iain ian jehan "
  "ioannes johan joannes jens jon sean ioannis hovhannes yovhannes yohannan janos "
  "hovhannes иоанн иван жан иоганн юхан хуан жуан ян юханнес джон джованни",
  "jonah jonas iona иона",
  "joseph jozef josef giuseppe jose iosif josephus jozeph youssef josip иосиф жозеф "
  "джузеппе хосе йозеф юзеф",
  "joshua josue jozua josua иисус",
  "judith judit giuditta юдифь",
  "julian julien julianus giuliano julianos юлиан",
  "julia julie giulia юлия",
  "julius jules julio giulio juul юлий",
  "juliana julienne юлиана",
  "justin justinus giustino justinos иустин юстин",
  "lambert lambertus lamberto ламберт",
  "laurence lawrence laurent laurentius laurens lorenz lorenzo lavrentij lars lavrenti "
  "лаврентий лоренцо",
  "lazarus lazare lazaro lazzaro lazar лазарь",
  "leo leon leone leeuw lev leonid лев леон",
  "leonard leonhard leonardus leonardo lennart леонард",
  "leopold leopoldo leopoldus леопольд",
  "lothair lothaire lotharius lothar lotario лотарь",
  "lucia lucie lucy luzia люция лучия",
  "lucian lucien lucianus lukian luciano лукиан",
  "lucius luce lucio люций луций",
  "luke luc lucas lukas luca лука",
  "magdalene madeleine magdalena maddalena магдалина мадлен",
  "magnus mans магнус",
  "margaret marguerite margaretha margarete margarita margherita margareta margrete "
  "margareth margrethe маргарита маргрете",
  "mark marc marcus markus marco marek марк",
  "martha marthe marta марфа марта",
  "martin maarten martinus martino мартин",
  "mary marie maria miriam maryam marija мария мари",
  "matilda mathilde matilde mechtild maud mathilda матильда",
  "matthew matthieu mattheus matthaus matteus matteo mateo matvei matthaeus матфей матвей",
  "matthias matthias mathias mattias mattia матвей маттиас",
  "maurice mauritius maurits moritz maurizio mauricio маврикий мориц",
  "maximilian maximilien maximiliaan massimiliano максимилиан",
  "maximus maxime massimo maksim максим",
  "micah michee micha micheas mica михей",
  "michael michel michiel mikhail michail miguel michele mihail mikael mihai michal "
  "михаил мишель",
  "monica monique monika моника",
  "moses moise mozes mose moisei моисей",
  "nicholas nicolas nicolaas nikolaus nikolai nicolaus nikolay nikolaj nicola klaas "
  "niels claus nils nikolaos niccolo nicolae николай никола нильс",
  "olaf olav olavus oluf olof олаф улаф",
  "oliver olivier oliverus оливер",
  "otto otton othon odo odon eudes oddone odon отто оттон",
  "oswald oswaldus osvaldo освальд",
  "pachomius pacome pachome пахомий",
  "patrick patricius patrice patrizio патрик",
  "paul paulus pavel paolo pablo pauwel pavlos paulo пауль павел поль",
  "paula paule paola паула",
  "pelagius pelage pelagio пелагий",
  "peter pierre petrus pieter piet pedro pietro pyotr petr piotr piero per petros pjotr "
  "петр пьер педру",
  "philip philippe philippus filips filip filippo felipe philipp filippus filipe филипп",
  "pius pie pio пий",
  "priscilla priscille prisca прискилла",
  "ralph raoul rudolf radulf rodolphe rudolph rodolfo ralf rodolf рудольф рауль",
  "raymond raimund raymundus ramon raimondo рамон раймунд",
  "reginald renaud reinhold reinoud rinaldo reynold рено",
  "richard richardus ricardo riccardo rijkaard ричард ришар",
  "robert robrecht ruprecht roberto robertus rupert роберт робер",
  "roderick rodrigue rodrigo roderik родриго рюрик",
  "roger rogier rudiger ruggero rutger ruggiero рожер",
  "roland rolland roeland orlando rolando роланд",
  "rose rosa роза",
  "sancho sanche sanctius санчо саншу",
  "sebastian sebastien sebastiaan sebastiano sebastianus себастьян себастиан",
  "sergius serge sergei sergey sergej sergio sergij sergueï sergius serguei сергий сергей",
  "severinus severin severino северин",
  "sigismund sigismond zygmunt sigmund sigismondo сигизмунд",
  "silvester sylvester sylvestre silvestre silvestro сильвестр",
  "simon simeon symeon shimon semyon simone симон симеон семен",
  "solomon salomon salomo suleiman soliman suleyman suleyman salomone sulaiman сулейман соломон",
  "sophia sophie sofia zofia sofie софия софья",
  "stephen stephane etienne stefan stephanus stefaan stephan stefano esteban steven "
  "stefanus stepan estevan stephanos istvan стефан степан этьен иштван",
  "susan suzanne susanna susanne suzanna сусанна",
  "swithin sven sweyn svend suenon свен",
  "sixtus sixte sisto xystus сикст",
  "tamar thamar tamara тамара",
  "thaddeus thaddee thaddaus taddeo judas jude фаддей",
  "theobald thibaut thibaud tybalt теобальд тибо",
  "theoderic theodoric thierry dietrich diederik dirk теодорих",
  "theodore theodorus theodor fyodor fedor fjodor feodor teodoro theodoros todor феодор "
  "федор теодор",
  "theodosius theodose theodosios feodosij teodosio феодосий",
  "theophilus theophile theophilos teofilo феофил",
  "theresa therese teresa theresia тереза",
  "thomas tomas tommaso toma foma tomas tome фома томас",
  "timothy timothee timotheus timoteo timofei тимофей",
  "titus tite tito тит",
  "tobias tobie tobit тобиас",
  "urban urbain urbanus urbano урбан",
  "ursula ursule урсула",
  "valdemar waldemar vladimir wladimir volodymyr вальдемар владимир",
  "valentine valentin valentinus valentino валентин",
  "vincent vincentius vincenzo vicente vinzenz викентий винсент",
  "victor viktor vittorio vitor виктор",
  "walter gauthier gautier wouter walther gualtiero вальтер готье",
  "wenceslas wenceslaus venceslas wenzel vaclav wenceslaus вацлав",
  "william guillaume willem wilhelm guglielmo guillermo gulielmus wilhelmus вильгельм "
  "гийом уильям",
  "zachary zacharie zacharias zachariah zaccaria захария захарий",
  "eleutherius eleuthere eleuterio элевтерий",
  "ezekiel ezechiel hezekiel иезекииль",
  "jeremiah jeremie jeremia jeremias иеремия",
  "samuel samuil самуил",
  "habakkuk habacuc habakuk аввакум",
  "zephaniah sophonie zefanja zephanja софония",
  "haggai aggee haggaj аггей",
  "malachi malachie maleachi малахия",
  "nathaniel nathanael нафанаил",
  "wilfrid wilfried wilfridus вильфрид",
  "yves ivo ives ив",
  "giles aegidius gillis",
  "amadeus amedee amedeo амадей",
  "rene renatus renato рене",
  "fabian fabien fabianus fabiano фабиан",
  "callixtus calixte calixtus callistus calliste callisto kalixt каллист каликст",
  "hyginus hygin igino гигин",
  "linus lin lino лин",
  "cletus clet anacletus anaclet анаклет",
  "eutychian eutychien eutychianus евтихиан",
  "marcellinus marcellin marcellino марцеллин",
  "zosimus zosime zosima зосима",
  "vigilius vigile vigilio вигилий",
  "vitalian vitalien vitalianus виталиан",
  "agapetus agapet agapito агапит",
  "celestine celestin coelestinus coelestin celestinus celestino zolestin целестин",
  "felix felice феликс",
  "adeodatus adeodat dieudonne deusdedit адеодат",
  "murad mourad мурад",
  "mehmed mehmet mohammed muhammad mahomet mahmud мехмед мухаммед",
  "osman othman осман",
  "selim salim селим",
  "ahmed ahmet ахмед",
  "mustafa moustapha мустафа",
  "abdul abd abdu абдул",
  "cnut knut canute knud kanut knoet кнуд кнут",
  "gorm gormo горм",
  "ethelred aethelred ethelred этельред",
  "alfred aelfred alfredo альфред",
  "edgar eadgar эдгар",
  "edwin eadwig edwy эдвиг",
};

/* Of these many were kings, popes and saints, and many are called so after them. */
static const char common_names[] = "john peter paul william louis henry charles philip francis "
                                   "george jacob joseph mary anne elisabeth catherine margaret "
                                   "alexander frederick nicholas michael thomas edward robert "
                                   "albert ferdinand alphonse christian leopold otto conrad "
                                   "innocent clement pius benedict boniface gregory stephen leo "
                                   "martin constantine theodore victor simon david daniel andrew "
                                   "anthony emmanuel richard harald magnus olaf eric julius "
                                   "lucius mark titus claude maximilian rudolf ernest augustine "
                                   "basil demetrius vladimir maria isaac abraham samuel adam "
                                   "matthew luke felix adrian urban julian joan sophia helen";

/* Words of rank and bynames that translations put in their own language. */
static const char *const epithets[] = {
  "great grand grote groot grosse gross grossen magnus magnum velikij veliki великий",
  "elder vieux oude ancien altere alte старый старший",
  "younger young jeune jonge jongere jungere младший",
  "pious pieux vrome fromme благочестивый",
  "bald chauve kale kahle лысый",
  "fat gros dikke dicke толстый",
  "good bon goede gute добрый",
  "bad mauvais slechte wicked злой",
  "bold hardi stoute kuhne temeraire смелый",
  "fair bel beau schone schoon красивый",
  "wise sage wijze weise savant мудрый",
  "just juste rechtvaardige gerechte праведный",
  "brave tapfere dappere храбрый",
  "cruel wrede grausame жестокий",
  "martyr martelaar martyrer мученик первомученик",
  "confessor confesseur belijder bekenner исповедник",
  "apostle apotre apostel апостол",
  "evangelist evangeliste евангелист",
  "baptist doper taufer креститель",
  "cross croix kruis kreuz креста",
  "theologian theologien theoloog theologe theologos богослов",
  "lion lowe leeuw лев",
  "conqueror conquerant veroveraar eroberer завоеватель",
  "catholic catholique katholieke katholische католик",
  "magnificent magnifique prachtige prachtige великолепный",
  "venerable eerbiedwaardige venerabilis достопочтенный",
  "lame boiteux kreupele lahme хромой",
  "silent taciturne zwijger schweiger молчаливый",
  "red rouge rode rote красный",
  "black noir zwarte schwarze черный",
  "white blanc witte weisse белый",
  "short bref korte kurze короткий",
  "simple einfaltige eenvoudige простой",
  "mad fou waanzinnige wahnsinnige безумный",
  "saxon saxo sachse saks",
  "strong fort sterke starke сильный",
  "stammerer begue stamelaar stammler заика",
  "child enfant kind ребенок дитя",
  "blind aveugle blinde слепой",
  "long lange tall длинный",
  "lazy faineant luie faule ленивый",
  "prophet prophete profeet пророк",
  "hermit ermite kluizenaar einsiedler отшельник",
  "quarrelsome hutin twistzieke zanker сварливый",
  "proud fier trotse stolze гордый",
  "peaceful pacifique vreedzame миролюбивый",
  "holy heilige saint святой",
  "posthumous posthume postume postumus посмертный",
  "golden or gouden goldene золотой",
};

static const char *const titles[] = {
  "pope pape paus papst papa antipope antipape tegenpaus gegenpapst папа антипапа",
  "saint sainte saints saintes st ste sint heilige heiliger hl sankt san santa santo "
  "sanctus святой святая апостол",
  "king roi koning konig rex tsar tzar czar zar tsaar король царь",
  "queen reine koningin konigin consort королева царица",
  "emperor empereur keizer kaiser empress imperatrice keizerin император императрица",
  "prince prins prinz furst vorst princess princesse prinses prinzessin князь принц",
  "duke duc hertog herzog duchess duchesse hertogin герцог",
  "count comte graaf graf earl countess comtesse gravin grafin граф",
  "sultan sultane caliph calife султан",
  "bishop eveque bisschop bischof archbishop archeveque aartsbisschop erzbischof епископ",
  "patriarch patriarche patriarca патриарх",
  "abbot abbe abt аббат",
  "blessed bienheureux zalige seliger блаженный",
  "apostle apotre apostel martyr martelaar",
  "house maison huis haus family famille familie дом династия dynasty dynastie",
  "order ordre orde orden орден society societe compagnie genootschap gesellschaft общество",
  "county comte graafschap grafschaft duchy duche hertogdom herzogtum графство герцогство "
  "kingdom royaume koninkrijk konigreich королевство empire rijk reich империя "
  "republic republique republiek republik республика region regio регион autonome",
  "tsarevich tsarevitch tsarevitsj царевич grand-duc grand-duchesse grootvorst великий "
  "basilica basilique basiliek базилика cathedral cathedrale kathedraal собор санта санкт "
  "сан сен сент дон don dom dona gazi",
  "sir lord lady dame heer herr frau mevrouw mijnheer monsieur madame mademoiselle "
  "mister mr mrs ms m mme mlle dr docteur doctor dokter professor prof господин госпожа",
  "comrade camarade kameraad genosse товарищ",
  "general generaal colonel kolonel oberst captain capitaine kapitein hauptmann major "
  "majoor lieutenant luitenant leutnant генерал полковник капитан",
  "father pere vater pater brother frere broer bruder sister soeur zuster schwester",
};

static const char particles[] = " de du d des da di do dos del della dei degli la le les l el al "
                                "van der den ter ten te het t von vom zu zum zur of the a an and "
                                "et en und y e i in im op bij dit called ben bin ibn abu ";
/* The same inside a name, where they cannot be another word. */
static const char articles[] = " ar as ash at ad az es er mac "
                               "аль эль ар ас аш ат ад ан ибн бен бин абу де ди да до дос "
                               "делла делль дель дю дез ла ле лас лос фон цу ван дер ден тер "
                               "из и в во на у ";

static GHashTable *
index_groups (const char *const *groups, guint n_groups)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_groups; i++)
    {
      g_auto (GStrv) names = g_strsplit (groups[i], " ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *folded = tri_fold (names[j]);

          if (!g_hash_table_contains (table, folded))
            g_hash_table_insert (table, g_steal_pointer (&folded), GUINT_TO_POINTER (i + 1));
        }
    }
  return table;
}

/**
 * tri_name_words_find_given:
 * @folded: a word (see tri_fold())
 *
 * Returns: the number of the given name that this is in one of its languages, 0 for none
 */
guint
tri_name_words_find_given (const char *folded)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, index_groups (given_names, G_N_ELEMENTS (given_names)));
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, folded));
}

static GHashTable *
index_common (void)
{
  GHashTable *table = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) names = g_strsplit (common_names, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (table, GUINT_TO_POINTER (tri_name_words_find_given (names[i])));
  return table;
}

/**
 * tri_name_words_is_common:
 * @given: what tri_name_words_find_given() found
 *
 * Returns: whether so many are called so that the name says little
 */
gboolean
tri_name_words_is_common (guint given)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, index_common ());
  return given > 0 && g_hash_table_contains (table, GUINT_TO_POINTER (given));
}

/**
 * tri_name_words_find_epithet:
 * @folded: a word
 *
 * Returns: the number of the byname (the Great, le Grand) that this is in one of the languages, 0
 * for none
 */
guint
tri_name_words_find_epithet (const char *folded)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, index_groups (epithets, G_N_ELEMENTS (epithets)));
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, folded));
}

static GHashTable *
index_vocabulary (void)
{
  guint n;
  const char *const *words = tri_name_words_get_vocabulary (&n);

  return index_groups (words, n);
}

/**
 * tri_name_words_find_translated:
 * @folded: a word
 *
 * Returns: the number of the word that this is in one of the languages, of those that names of
 * regions, bodies and events are made of; 0 for none
 */
guint
tri_name_words_find_translated (const char *folded)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, index_vocabulary ());
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, folded));
}

/**
 * tri_name_words_is_title:
 * @folded: a word
 *
 * Returns: whether it says what somebody is, not who
 */
gboolean
tri_name_words_is_title (const char *folded)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, index_groups (titles, G_N_ELEMENTS (titles)));
  return g_hash_table_contains (table, folded);
}

/**
 * tri_name_words_is_particle:
 * @folded: a word
 *
 * Returns: whether it ties the words of a name and may be left out or translated
 */
gboolean
tri_name_words_is_particle (const char *folded)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", folded);

  return strstr (particles, spaced) != NULL;
}

/**
 * tri_name_words_is_article:
 * @folded: a word of a name
 *
 * Returns: whether it does the same inside a name, though it may be another word elsewhere: ar- and
 * al-, фон, из
 */
gboolean
tri_name_words_is_article (const char *folded)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", folded);

  return strstr (articles, spaced) != NULL;
}

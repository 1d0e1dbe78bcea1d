/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "align/tri-sentences.h"

typedef struct
{
  const char *name;
  const char *lang;
  const char *text; /* bars where sentences part; each bar stands for a space */
} Case;

static const Case cases[] = {
  { "plain", "en", "He came.|He saw!|Did he win?|Yes." },
  { "initials", "en", "V. L. Kibalchich met J. P. Samson in Paris.|They spoke." },
  { "title", "en", "He wrote to Mr. Orwell and Dr. Bauer.|Nobody answered." },
  { "no", "en", "Did he sign?|No.|He did not." },
  { "decimal", "en", "It cost 3.50 francs.|He paid." },
  { "abbreviation-at-end", "en", "He wrote to Orwell, Bauer et al." },
  { "french", "fr", "Il arrive à Paris en 1909.|« Où est-il ? » demande Mme Serge.|Personne." },
  { "french-quote", "fr", "« Où est-il ? »|Il partit.|« Là. »" },
  { "french-title", "fr", "M. Serge et Mme. Roussakova partirent.|Ils ne revinrent pas." },
  { "french-hyphen", "fr", "J.-P. Samson traduisit le livre.|Il le fit bien." },
  { "dutch", "nl", "Hij schreef o.a. Romans en essays.|Zij bleef." },
  { "dutch-titles", "nl", "Prof. Bauer en dhr. Serge spraken.|Het was laat." },
  { "kibaltchiche", "fr", "V. L. Kibaltchiche naquit à Bruxelles.|Il y vécut." },
  { "messieurs", "fr", "MM. Fogg et Fix, Mlle. Aouda et le Dr. Bell dînèrent.|M. Fogg joua." },
  { "saint", "fr", "Il vit St. Pierre et Ste. Anne.|Il pria." },
  { "pages-fr", "fr", "Voir p. 12, n. 3, art. 5 et t. II.|Il ferma la page.|Puis rien." },
  { "theft", "fr", "Il parla du vol.|L’enquête finit.|Il relut le vol. II." },
  { "pages-en", "en", "See p. 12 and Vol. III of No. 7.|Did he?|No.|He closed the page." },
  { "pages-nl", "nl", "Zie nr. 3, blz. 12 en jrg. 4.|Hij las het." },
  { "ordinal-fr", "fr", "Le 1er mai, le XIXe siècle et François 1er.|Tout finit." },
  { "ordinal", "en", "12. The train left.|It was the 3rd of May 1872.|It rained." },
  { "roman", "nl", "XIV. Waarin Fogg vertrekt.|Hij vertrok." },
  { "pronoun", "en", "He is taller than I.|She left.|Louis I. Kahn built it." },
  { "dutch-dotted", "nl", "De z.g. Dr. v.d. Berg en mej. de Wit, d.w.z. Anna.|Kom a.u.b.|Nu." },
  { "dutch-letters", "nl", "Hij zag v. d. Berg in de St. Jan.|Dank u.|Hij ging." },
  { "etc", "fr", "Le pain, le vin, etc., puis le sel, etc. et le reste, etc.|Il partit." },
  { "noon", "en", "He left at 5 p.m.|She came." },
  { "noon-title", "en", "At 10 a.m. Mr. Fogg left.|It was 5 p.m.|Then at 6 p.m.|He ran." },
  { "months", "nl", "Op 3 sept. 1917 en op jan. 12.|Het sneeuwde." },
  { "ellipsis", "fr", "Il attendit…|Puis il partit…|« Rien… pensa-t-il.|Non… »|Il dormit." },
  { "dots", "nl", "Hij wachtte... en wachtte...|Toen ging hij.|Niets." },
  { "ellipsis-first", "en", "… And he left.|Nobody spoke." },
  { "asked", "fr", "« Où est-il ? » demanda-t-il.|« Là ! » – dit-elle.|— Oh ! fit-il." },
  { "dutch-quotes", "nl", "„Waar is hij?” vroeg Fogg.|„Daar.”|Hij wees." },
  { "quotes", "en", "“Who is there?” said he.|“Nobody.”|‘Is it?’|She came." },
  { "dialogue", "fr", "— Vient-il ?|— Non.|— Ah !…|– Oui.|— M. Fix – dit-il – est parti." },
  { "after-dots", "fr", "Fini.|… Et puis." },
  { "narrator", "fr", "« Il vient », dit-il.|« Ah !… »|– Il rit." },
  { "dash", "en", "He came – Fogg, that is – at noon.|— Yes.|-- No." },
  { "brackets", "en", "He came (at p. 3).|(Nobody saw.)|He left [St. Pancras]." },
  { "other", "de", "Er kam.|Er sah." },
  { "accents", "fr", "Été.|Après l’hiver, Ève chanta.|Où ?" },
  { "narrow-space", "fr", "« Où est-il ? » dit M. Serge.|« Là. »|Bien." },
  { "titles-en", "en", "Mr. Fogg, Mrs. Speedy and Dr. Bell left.|St. Paul’s.|Gen. Cromarty." },
  { "titles-fr", "fr", "Mlle Anna vit M. V. Serge, Mgr. Louis et Me. Bernard.|M. le comte." },
  { "titles-nl", "nl", "Mevr. De Wit, mej. Jansen en ir. Bakker.|Ds. Pieters las.|Drs. P. zong." },
  { "initials-fr", "fr", "Lettre de V. L. Kibaltchiche, dit V. S., à L. D. T.|Il signa." },
  { "initials-end", "en", "He saw L. D. T.|It was late.|They met V. L. Heath and J. P.|And then?" },
  { "initials-nl-end", "nl", "Een brief aan V. L. K.|Hij las hem.|Zie A. Zijlstra en B.|Maar nu." },
  { "initials-nl", "nl", "V.L. Kibaltchiche en J.P. Samson kwamen.|P.C. Hooft en H. ’t Hart ook." },
  { "named-after", "fr", "Il vit V. L. « Kibaltchiche » et partit.|Puis rien." },
  { "berg", "nl", "Dr. H. v.d. Berg en mr. A. v. d. Wall.|De z.g. Rode hulp.|Zie a.w. Deel II." },
  { "century-nl", "nl", "In de 19e eeuw, in de 19de.|In de 20ste.|Op 1 mei.|De 3e." },
  { "century-fr", "fr", "Le 1er.|Au 3e étage, au IIIe s. av. J.-C.|Elle le vit.|Le 2e." },
  { "century-en", "en", "On the 1st.|In the 19th.|The 3rd floor.|At 221B." },
  { "king-nl", "nl", "Koning Willem III.|Hij regeerde.|Lodewijk XIV. ging." },
  { "number-end", "en", "He was born in 1890.|He died in 1947.|In 1936. he wrote." },
  { "ellipsis-low", "fr", "Il… il partit… mais… non.|Euh…|Serge ?|Oui…" },
  { "ellipsis-spaced", "en", "He said . . . nothing.|She wept. . . .|Then she left." },
  { "ellipsis-after", "en", "“I thought . . .” he began.|“Yes?”|Four....|Done." },
  { "ellipsis-marks", "fr", "Quoi ?...|Non !...|Si !?...|Ah ?!|Oh…!|Bon." },
  { "mid-mark", "fr", "Ah ! dit-il.|Hélas ! monsieur, où allez-vous ? à Paris ?|À Lyon !" },
  { "guillemets", "fr", "Il dit : « Viens. »|Elle vint.|« Non.|Jamais. » dit-il. »|Fin." },
  { "guillemets-nl", "nl", "»Kom,« zei hij.|»Nu?«|»Ja.«|Hij ging." },
  { "guillemets-tight", "fr", "«Où est-il?» dit-elle.|«Là.»|«Bien.»|Elle rit." },
  { "nested", "en", "“He said, ‘Go.’|She went.”|‘No,’ he said.|(He wept.)" },
  { "low-quotes", "nl", "„Ja.”|„Neen.”|‚Wat?’ vroeg zij.|”Kom.”|Hij ging." },
  { "straight", "en", "\"Who?\" he asked.|\"Me.\"|'Why?'|She sat." },
  { "dash-nl", "nl", "— Komt hij?|— Neen.|– Waarom niet?|– Ik weet het niet, zei hij.|Stil." },
  { "dash-mid", "nl", "Hij kwam — wie? — en ging.|Zij bleef — ach! — en weende." },
  { "dash-mid-fr", "fr", "Il vint – oh ! – et partit.|Elle – M. Fix l’a vue – resta." },
  { "company", "en", "Messrs. Low & Co. sold it.|He paid Smith, Jr. Five francs.|Dr. No." },
  { "latin", "nl", "Vgl. Serge, blz. 12 e.v.|Zie ald. en enz.|Daarna." },
  { "clitics", "nl", "Hij sliep.|’t Was laat.|’s Morgens kwam zij.|'t Regende!|’n Man riep." },
  { "clitics-quoted", "nl", "„Kom!” riep hij.|„’t Is laat.”|— ’k Weet het.|Hij… ’t was niets." },
  { "clitics-low", "nl", "Wat! ’t huis brandt.|Gerard ’t Hart en dr. ’t Hooft vluchtten." },
  { "clitics-other", "en", "He left. 't was late." },
  { "ranks", "en", "The Rt. Hon. John Bright rose.|Cpl. Jones sat.|Pvt. Ryan slept." },
  { "books", "en", "He read bk. II and pt. IV of it.|He saw his pt.|Then he slept." },
  { "streets", "fr", "Il habitait 5, bd. Voltaire.|Elle, boul. Ney, p. ex. Là.|Vers 40 ap. J.-C." },
  { "nobles", "nl", "Jhr. Six en jkvr. De Wit zagen de Ned. Bank.|Cf. Serge, afb. 4.|Ste. Anna." },
  { "none", "en", "" },
};

static void
test_split (gconstpointer data)
{
  const Case *given = data;
  g_autofree char *text = g_strdelimit (g_strdup (given->text), "|", ' ');
  g_autoptr (GArray) found = tri_range_array_new ();
  g_autoptr (GString) joined = g_string_new (NULL);

  tri_sentences_split (text, given->lang, found);
  for (guint i = 0; i < found->len; i++)
    {
      TriRange range = g_array_index (found, TriRange, i);
      g_autofree char *sentence = g_utf8_substring (text, range.start, range.end);

      g_string_append_printf (joined, "%s%s", i ? "|" : "", sentence);
    }
  g_assert_cmpstr (joined->str, ==, given->text);
}

static void
test_split_space (void)
{
  g_autoptr (GArray) found = tri_range_array_new ();

  tri_sentences_split (" \n \t", "en", found);
  g_assert_cmpuint (found->len, ==, 0);
  tri_sentences_split ("  One.  \n Two. ", "en", found);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, TriRange, 0).start, ==, 2);
  g_assert_cmpuint (g_array_index (found, TriRange, 0).end, ==, 6);
  g_assert_cmpuint (g_array_index (found, TriRange, 1).start, ==, 10);
  g_assert_cmpuint (g_array_index (found, TriRange, 1).end, ==, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/sentences/split/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_split);
    }
  g_test_add_func ("/sentences/split/space", test_split_space);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dialogs/reader-help.h"

#include "tri-environment.h"

#include <glib/gi18n.h>

struct _ReaderHelp
{
  AdwWindow parent_instance;

  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (ReaderHelp, reader_help, ADW_TYPE_WINDOW)

/* One page each: a title, and paragraphs parted by empty lines. */
static const struct
{
  const char *name;
  const char *title;
  const char *content;
} pages[] = {
  { "reading",
    N_ ("Reading side by side"),
    N_ ("Triptych lays the texts of a work side by side. Where they are translations of each "
        "other, what corresponds starts level in every column; where they are not, every text "
        "flows by itself.\n\n"
        "The passage with the focus is tinted, and so is what corresponds to it in the other "
        "texts. Up and Down move to the next passage, Ctrl+Up and Ctrl+Down to the next "
        "sentence, Left and Right to the other columns; Space and Page Down show the next "
        "screenful, Home and End the beginning and the end.\n\n"
        "The head of each column has a menu: choose another text, hide the column or move it. "
        "Drag the space between two columns to make one wider, or press Alt+Shift+Right and "
        "Alt+Shift+Left; a double click there or Alt+Shift+Home makes all equally wide. In a "
        "narrow window the texts stand below each other; S does the same in a wide one. A raised "
        "number is a note: click on it, or press O.") },
  { "places",
    N_ ("Finding a place"),
    N_ ("F9 opens the contents: the chapters of all texts in one tree. Ctrl+Page Down goes to "
        "the next chapter. Ctrl+L goes to a chapter by its title in any of the languages, to a "
        "page, to a row, to a percentage of the whole or to the key of a passage.\n\n"
        "Ctrl+F finds words in all texts of the work as you type, those you selected if you did: "
        "hits are tinted, and counted for each text. Enter goes to the next one, Shift+Enter to "
        "the one before, in the order in which one reads; with the keyboard in the texts "
        "Ctrl+F3 and Ctrl+Shift+F3 do. Case, accents, kinds of apostrophes and hyphens make no "
        "difference. The button beside it says otherwise, asks for whole words, for a regular "
        "expression, or for this text only. Escape closes.\n\n"
        "Alt+Left goes back to where you were, Alt+Right forward again. Triptych remembers "
        "where you stopped in every work.\n\n"
        "A star in the contents says that a chapter has bookmarks. Enter on a chapter, a bookmark "
        "or a line of a card shows the place, and the list keeps the keyboard, so that Down and "
        "Enter show the next one. Escape goes back to the texts; F6 goes round the parts of the "
        "window.") },
  { "search",
    N_ ("Searching the library"),
    N_ ("Ctrl+Shift+F opens the search beside the contents and the bookmarks; words that you "
        "selected are taken along. What you type is asked at once: first hits, then all of them, "
        "the best first. Each stands there with what corresponds to it in the other texts. Down "
        "goes into the list; Enter shows a passage and the list keeps the keyboard, Ctrl+Enter "
        "goes there. F5 shows the next passage from wherever you are, Shift+F5 the one before. "
        "Up in the empty entry brings back what you searched before. From the list of works all of "
        "them are searched, and Escape goes back to it.\n\n"
        "Words are found in all their forms, without regard to case and accents: prison finds "
        "prisons. “Words in quotes” are found as they are written; revol* is the beginning of a "
        "word. OR, NOT or a minus sign, NEAR and parentheses join them. @ with a name finds "
        "whoever is meant, whatever the wording, and completes it as you type; date:1917..1919 "
        "finds what is said of these years. fr:prison searches French only; fr:prison "
        "nl:!gevangenis finds where the Dutch counterpart has another word. The question mark "
        "lists all this.\n\n"
        "The button beside the entry says where is searched: in this work, this chapter or one "
        "text, in one language, in headings, verse or notes only. Where a great many passages are "
        "found they stand in reading order first, and by rank as soon as that is known; a list "
        "that you are going through stays as it is until you ask for that.") },
  { "copy",
    N_ ("Selecting and copying"),
    N_ ("Select with the mouse, within one column. By keyboard, Shift+Up and Shift+Down select "
        "whole passages, Ctrl+A the text; F7 puts a caret into the words, which moves with the "
        "arrow keys and selects with Shift.\n\n"
        "Ctrl+C copies the words. Ctrl+Shift+C adds a line that says where they stand: work, "
        "text, chapter and page.") },
  { "equivalents",
    N_ ("What stands for a word"),
    N_ ("Let the pointer rest on a word: what probably stands for it in the other columns has dots "
        "below it, and so has the word. This is computed from the texts of your library that "
        "correspond, as the status line says, and can be wrong. By keyboard, select a word with "
        "Shift+Right, or put the caret on it with F7. The preferences switch it off.\n\n"
        "T lists what stands for the word in each language, with the number of links that hold "
        "both and its other forms; ∅ counts the links that hold none of these. Enter on a line "
        "shows where it stands.") },
  { "names",
    N_ ("Who and what is named"),
    N_ ("Names of people, places, organisations, works and events are underlined, each kind in "
        "its own way. Click on one; or go to it with N and press Enter. The sidebar shows its "
        "card: its names in each language, its dates, every mention in every text, what it is "
        "named together with, and your bookmarks. A click on a line goes there; Ctrl+G goes to "
        "the next mention, Ctrl+Shift+G to the one before.\n\n"
        "Without a card the sidebar, Shift+F9, lists whoever is named in view, in this work or "
        "in the whole library. Its filter, Ctrl+E, finds any form of a name in any language, "
        "with or without accents. Escape goes from a card back to the list.") },
  { "deciding",
    N_ ("Deciding who is named"),
    N_ ("Select words, or go to a name with N. E links them to an entity that you find by any of "
        "its names, in any spelling; on a name it says that this is somebody else. Shift+E makes "
        "a new entity of the words. Delete says that they name nobody. A lists all places where "
        "the words stand, before they are linked or refused together. The same is in the menu of "
        "the passage.\n\n"
        "A name whose line is broken is a question: perhaps it is so. Y says that it is, Shift+Y "
        "that it is not.\n\n"
        "F2 changes the names, type, dates and description of the entity you are at, or whose "
        "card is open; F3 merges it with another one; F4 splits it, by language, by text or by "
        "mentions that you pick. What you decide stays when names are looked for again, and "
        "Ctrl+Z takes it back.\n\n"
        "Ctrl+Shift+W lists what is worth a look: a form that is linked to two entities, a name "
        "that one text lacks and the others have. Enter shows the place, and once more the one "
        "that it does not go with. A puts it aside, for it is right; above the list is where to "
        "see what was put aside.") },
  { "dates",
    N_ ("Dates"),
    N_ ("What the texts say of time has a thin line: what the file marks, and what was found by "
        "its words. Click on it; or go to it with D, Shift+D to the one before, and press Enter. "
        "Its card has every passage that says this date, text by text, whom these name, and your "
        "bookmarks there.\n\n"
        "The clock above the list shows dates instead of names, in the order of time. The filter "
        "then takes a year, or words as a text says them.") },
  { "spellings",
    N_ ("Names in other spellings"),
    N_ ("Ctrl+Shift+N lists what may be a name in a spelling that the registers do not have, "
        "with the reasons. In this list A accepts: the form is added to the names and linked "
        "wherever it stands; R or Delete rejects, and it is not asked again. Enter shows the "
        "place. Ctrl+Z takes either back.") },
  { "proposals",
    N_ ("Without a register"),
    N_ ("Most texts come with no register. Ctrl+Shift+E reads the texts of the work and proposes "
        "who and what they speak of: one proposal for all spellings and languages of a name, with "
        "a few places where it stands.\n\n"
        "A accepts the proposal with the focus, and its mentions are linked; Delete says that it "
        "is no entity, which is remembered. F2 renames it, T changes its type. M, and then M on "
        "another one, says that both are the same. Enter shows the first place. F goes to the "
        "filter; below it one chooses a type and the order. Shift with an arrow selects several: "
        "what you do is done to all of them. Accept All takes the whole list, as it is filtered. "
        "Ctrl+Z takes back what you did.") },
  { "registers",
    N_ ("Registers"),
    N_ ("A register lists people, places, organisations, works and events with their names, and "
        "texts that do not mark them are searched for these. One register serves many works, and "
        "a work can use several: “Registers…” in the menu has a switch for each, for the work "
        "that you read.\n\n"
        "Ctrl+O there imports one from a TEI file with such lists, or from a table, CSV or TSV. "
        "You see before what each column of a table is taken for, and can say otherwise; which "
        "lines have faults; and how many entries are new. Merged into a register that you have, "
        "entries are recognised by an identifier of a catalogue, by their key, then by a name. "
        "Where both sides say different things you choose: keep ours, take theirs, keep both.\n\n"
        "A register is exported as TEI, CSV or TSV, as the name of the file says, and comes back "
        "as it was. Ctrl+Z takes back what you did there, also a whole import.") },
  { "bookmarks",
    N_ ("Bookmarks"),
    N_ ("Ctrl+D bookmarks the passage with the focus, or the words you selected. It is saved "
        "already; give it a note, a colour and labels if you like, and choose whether it means "
        "this wording or the passage in all texts. Ctrl+D on the same passage opens it again.\n\n"
        "Ctrl+B goes to the bookmarks, of this work or of all, at the one nearest to what you "
        "read; type to filter them by quote, note or label. Enter goes to one, F2 edits it, "
        "Delete deletes it, Escape goes back to the texts; Ctrl or Shift with a click or an "
        "arrow key selects several. What you delete comes back with Ctrl+Z, also after you "
        "closed the program.\n\n"
        "Ctrl+Alt+S takes them to a file: those that you selected in the list, those that it shows "
        "with its filter, those of the work or all. Besides the formats there is the template: a "
        "text of your own in which names in braces, such as {quote}, {note} or {counterpart:nl}, "
        "stand for what each bookmark says. It is written in the dialog, where all of them are "
        "named, or opened from a file with Ctrl+O; what is wrong in it is told with its line. "
        "“* {quote} ({work}, {chapter}){#note}: {note}{/note}” makes a list, for example. "
        "Ctrl+Alt+O reads such a file, or one of Hypothesis or Foliate.") },
  { "marks",
    N_ ("Highlights and notes"),
    N_ ("H highlights the words you selected, else the sentence or the passage with the focus, "
        "in the colour and style you used last; H again changes them. W writes a note there. "
        "Ctrl+Shift with an arrow key, or Ctrl while you drag, selects words in a further column: "
        "one mark is made of all.\n\n"
        "A sign beside a passage says what you made of it: a star for a bookmark, a leaf for a "
        "note, a clock for what you read later, two arrows for what leads elsewhere, its letter "
        "for a quick mark; of a highlight the form says the colour. A hollow sign is of a mark in "
        "another text. A click on a sign opens it, the pointer over it shows the note.\n\n"
        "The editor of a mark, F2 in the list, makes a highlight of a bookmark, or a note, or "
        "something to read later; it changes the style of a highlight and the letter of a quick "
        "mark. Ctrl+K in a note links it to a name, a passage or another bookmark; below it, and "
        "in the list, Tab and Enter or a click follow the link.") },
  { "sheets",
    N_ ("Study sheets"),
    N_ ("Ctrl+Shift+B opens the study sheets, beside the texts: bookmarks in the order you want, "
        "each in the languages you choose, with what you write between them. Ctrl+N makes a "
        "sheet; F2 renames one and Delete deletes it.\n\n"
        "Ctrl+Shift+S among the bookmarks, or at one of them in the text, puts those selected "
        "onto a sheet. On the sheet Ctrl+Enter writes own text below the item with the focus, "
        "and ends it; notes’ marks such as *emphasis* and “- ” hold there too. Alt+Up and "
        "Alt+Down, or dragging, change the order; F2 edits own text, Delete takes an item off, "
        "Enter shows a bookmark in the text.\n\n"
        "Ctrl+E exports the sheet as a web page, Markdown, plain text or JSON, Ctrl+P prints it, "
        "also to a PDF file. Ctrl+Z undoes everything there, too.") },
  { "concordance",
    N_ ("Concordance"),
    N_ ("Ctrl+Shift+K lists every place where the words you selected stand, in all texts, with "
        "the words around it and what corresponds in another language; other questions are "
        "written at the top, as in the search. The lines stand as they are read, or in the order "
        "of the first, second or third word before or behind the hit: choose it at the top, or "
        "click the head of a column, again for the next word.\n\n"
        "A line you choose shows more of its passage and all counterparts below. Enter goes to "
        "the passage, Ctrl+D bookmarks it, Ctrl+C copies the line; Delete leaves it out, and "
        "Ctrl+Z puts it back. Ctrl+S writes the lines as they are listed to a table (CSV, TSV) "
        "or a web page.") },
  { "travel",
    N_ ("Finding back"),
    N_ ("M and then a letter from a to z sets a quick mark where you are; ' and the letter goes "
        "there, from anywhere in the work, and Shift+M lists them. Q puts a passage, or the words "
        "you selected, among what you want to read later, and takes it out again; Shift+Q lists "
        "it, of all works.\n\n"
        "P on one passage and P on another, of this work or of another one, links the two for a "
        "reason that you give; Shift+P on either of them leads to the other, and Alt+Left back.\n\n"
        "Ctrl+H lists where you were, day by day, with a filter; Delete takes a line away, and "
        "“Clear” many. The preferences can switch the history off. The library, Ctrl+Shift+L, "
        "says how far you are in every work.") },
  { "import",
    N_ ("The library"),
    N_ ("Ctrl+O imports texts: TEI, EPUB, DOCX, ODT, HTML, Markdown, plain text, Bibles, "
        "translation memories, tables and more. Or drop files and folders on the window, open "
        "them from a file manager, or paste: Ctrl+V in the library makes a text of what you "
        "copied. What belongs together becomes one work. Before anything is stored you see what "
        "each file is, in which language, how the texts begin and how what corresponds will be "
        "found, and can correct it; Alt+Up and Alt+Down put the texts in order. A file that the "
        "library has already is left out. You can go on reading while texts are imported; an "
        "import that you cancel leaves nothing behind, and Ctrl+Z takes one back.\n\n"
        "Ctrl+Shift+L lists all works. There F2 changes titles, authors and languages, adds "
        "texts to a work, takes some out and puts them in another order, and Delete deletes a "
        "work; Ctrl+Z brings it back. Ctrl+F filters a long list.\n\n"
        "There “Import Again…” reads a text anew from a file that changed: before anything is "
        "replaced you see what would become of its passages, and which of your bookmarks, names "
        "and links would lose their place.\n\n"
        "Ctrl+Alt+B shows where the library is and whether it is sound, backs it up, copies it "
        "into a file, and goes back to a backup. A backup is made once a day when something "
        "changed, and before an update; they lie in a folder of their own, and old ones go.\n\n"
        "Everything stays on this computer. Triptych never uses the network.") },
  { "export",
    N_ ("Exporting and printing"),
    N_ ("Ctrl+Alt+E writes what is read to a file, Ctrl+P to paper: the whole work, this chapter, "
        "what is selected, or what is bookmarked, in the texts you choose, in the order of the "
        "columns. A web page, EPUB, PDF and Markdown are for reading; notes and an index of names "
        "go along if you like. TMX, XLIFF and tables are for programs that help translators; TEI "
        "and JSON hold all there is, and TEI can be imported again. You can read on while a long "
        "file is written.\n\n"
        "Ctrl+Alt+C copies how to quote the passage with the focus, or the words that are "
        "selected: who wrote it, where it stands, and the page where the edition has pages. The "
        "menu has the same as BibTeX and as CSL-JSON, which programs for references read.") },
  { "linked",
    N_ ("Linked columns"),
    N_ ("Accounts that are no translations of each other tell the same in their own order. Press L "
        "to see them as linked columns: every text flows by itself, and ribbons join what "
        "corresponds. L again shows aligned rows. Triptych remembers the choice for each work.\n\n"
        "A ribbon is plain where all of both sides corresponds and striped where only a part does; "
        "its edges are dashed when the link was computed and nobody confirmed it. A click on a "
        "ribbon goes along it.\n\n"
        "When you move in one column the others follow. F lets the column with the focus go; F "
        "again joins it as it stands. Shift with the wheel, or Alt+Shift+Down and Alt+Shift+Up, "
        "moves a column against the others, and Shift+F makes it level with them again.\n\n"
        "Triptych links passages of accounts by whom, where, when and what they tell. The "
        "line below the texts says whether they tell of the same events or overlap, and how "
        "sure that is. C confirms the links of a passage, 0 takes them away for good; K on "
        "one passage and then 0 on one in another text takes away the link between these two.") },
  { "alignment",
    N_ ("What corresponds to what"),
    N_ ("Texts of which no file says what corresponds are aligned when they are imported: sentence "
        "by sentence, while you read on. The line below the texts says of the passage or sentence "
        "with the focus whether its link was imported, computed or confirmed, and how sure a "
        "computed one is. A work that was not aligned is aligned by Ctrl+Shift+A.\n\n"
        "Mend what is wrong where you read it. Go to a sentence or passage and press K; go to its "
        "counterpart in another text and press K again: these correspond. Where several belong "
        "together, pick each of them with Shift+K, in whichever text, and the last with K. X "
        "parts a link before the sentence with the focus, J joins it with the next. Alt+Up and "
        "Alt+Down shift the sentence with the focus to the link above or below. 0 says that it has "
        "no counterpart.\n\n"
        "C confirms a link, Shift+C all links above as well. What you mended or confirmed stays as "
        "it is; what lies between is aligned again at once. Ctrl+Z takes any of it back, also "
        "after you closed the program. The imported file never changes.\n\n"
        "U goes to the next link to look at, Shift+U to the one before: those that are unsure, "
        "those that nobody confirmed, or those that are not one to one, as the menu says. "
        "Ctrl+Shift+O lists what has no counterpart, the longest first. All of it stands in the "
        "menu of a passage, too: a right click, or Shift+F10.\n\n"
        "The strip beside the scrollbar shows the whole work: where something has no counterpart, "
        "where links are doubtful and where one text says much more. G goes to its next mark, "
        "Shift+G to the one before.") },
  { "learning",
    N_ ("Learning a language"),
    N_ ("Hide the words of one column by its menu, read the others, and reveal the passage with "
        "the focus when you want to compare: press R, or click on it. "
        "The preferences can hide the words of all texts but the first whenever a work "
        "opens.\n\n"
        "Ctrl+Plus and Ctrl+Minus make the texts larger and smaller, Ctrl+0 gives them their "
        "usual size. Font, line height and line length are in the preferences, Ctrl+Comma.") },
};

static GtkWidget *
make_page (const char *title,
           const char *content)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (title);
  g_auto (GStrv) paragraphs = g_strsplit (content, "\n\n", -1);

  gtk_widget_add_css_class (heading, "title-2");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (paragraphs[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 62);
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "help-page");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);

  return scrolled;
}

static void
reader_help_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), READER_TYPE_HELP);

  G_OBJECT_CLASS (reader_help_parent_class)->dispose (object);
}

static void
reader_help_class_init (ReaderHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reader_help_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/triptych/Triptych/reader-help.ui");
  gtk_widget_class_bind_template_child (widget_class, ReaderHelp, stack);
}

static void
reader_help_init (ReaderHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_titled (self->stack,
                          make_page (_ (pages[i].title), _ (pages[i].content)),
                          pages[i].name,
                          _ (pages[i].title));
}

/**
 * reader_help_new:
 *
 * Returns: (transfer none): the pages of the help, not shown yet
 */
GtkWidget *
reader_help_new (void)
{
  return g_object_new (READER_TYPE_HELP, NULL);
}

/**
 * reader_help_show:
 * @parent: the window that asks for help
 */
void
reader_help_show (GtkWindow *parent)
{
  ReaderHelp *self = READER_HELP (reader_help_new ());

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * reader_help_show_about:
 * @parent: the window that asks
 */
void
reader_help_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name",
                         _ ("Triptych"),
                         "application-icon",
                         APPLICATION_ID,
                         "version",
                         tri_environment_get_version (),
                         "developer-name",
                         _ ("The Triptych contributors"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Reads a text in French, English and Dutch side by side."),
                         "translator-credits",
                         /* Translators: your names, one a line */
                         _ ("translator-credits"),
                         NULL);
}

/**
 * reader_help_show_shortcuts:
 * @parent: the window that asks
 */
void
reader_help_show_shortcuts (GtkWindow *parent)
{
  const char *path = "/org/triptych/Triptych/reader-shortcuts.ui";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-library.h"

#include "library/tri-concordance.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is asked for on the command line, shared by the verbs that search. */
typedef struct
{
  char *lang;
  char *work;
  char *text;
  char **kinds;
  gboolean exact;
} CliQuestion;

/* Members of an array of options that end up in @question. */
#define CLI_QUESTION_OPTIONS(question)                                                         \
  { "lang", 0, 0, G_OPTION_ARG_STRING, &(question).lang, N_ ("Only in this language"), "fr" }, \
      { "work",                                                                                \
        0,                                                                                     \
        0,                                                                                     \
        G_OPTION_ARG_STRING,                                                                   \
        &(question).work,                                                                      \
        N_ ("Only in this work"),                                                              \
        N_ ("WORK") },                                                                         \
      { "text",                                                                                \
        0,                                                                                     \
        0,                                                                                     \
        G_OPTION_ARG_STRING,                                                                   \
        &(question).text,                                                                      \
        N_ ("Only in this text"),                                                              \
        N_ ("TEXT") },                                                                         \
      { "kind",                                                                                \
        0,                                                                                     \
        0,                                                                                     \
        G_OPTION_ARG_STRING_ARRAY,                                                             \
        &(question).kinds,                                                                     \
        N_ ("Only in heading, paragraph, item, verse, quote or note"),                         \
        N_ ("KIND") },                                                                         \
  {                                                                                            \
    "exact", 0, 0, G_OPTION_ARG_NONE, &(question).exact, N_ ("No other forms of the words"),   \
        NULL                                                                                   \
  }

TriLibrary *cli_question_open (const CliContext *context,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Understands it; what there is to say about it goes to standard error. */
TriConcordance *cli_question_ask (const CliQuestion *self,
                                  TriLibrary *library,
                                  const char *typed,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cli_question_add_place (TriConcordance *concordance,
                             TriLibrary *library,
                             const TriConcordanceHit *hit,
                             JsonBuilder *builder);

G_END_DECLS

// The pages people see. They share nothing with those of test-ACM but the style sheet.
import { readFileSync } from "node:fs";

import { nameOf } from "./people.mjs";

export const style = readFileSync(new URL("../acm/style.css", import.meta.url), "utf8");

const escaped = (text) =>
  String(text).replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

function page(title, main) {
  return `<!doctype html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)} - Tweede aanmelding</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/stijl.css">
</head>
<body>
  <header><p class="stand-in"><strong>Nagebootst.</strong> Een tweede aanmelding, om de website te testen. De mensen zijn verzonnen.</p></header>
  <main>
  <h1>${escaped(title)}</h1>
  ${main}
  </main>
</body>
</html>`;
}

const cancel = '<form method="post"><button name="annuleer" value="ja">Annuleer</button></form>';

function card({ id, person, capacity }) {
  const name = `${person.given_name} ${person.family_name}`;
  const where = capacity.name ? ` voor ${capacity.name}` : "";
  return `<li><h2>${escaped(name)}</h2><p>${escaped(person.sentence)}</p>
    <form method="post"><button name="wie" value="${escaped(id)}">Ga verder als ${escaped(name + where)}</button></form></li>`;
}

export const peoplePage = (choices) => page("Wie ben je?", `<ul class="people">${choices.map(card).join("")}</ul>${cancel}`);

export const confirmPage = (people, id) =>
  page("Bevestig met eID", `<p>Je bent aangemeld als ${escaped(nameOf(people, id))}.</p>
  <form method="post"><button name="eid" value="ja">Bevestig met eID</button></form>${cancel}`);

export const leavePage = (form) =>
  page("Wil je je afmelden?", `${form}<p><button form="op.logoutForm" name="logout" value="yes">Ja, meld me af</button></p>`);

export const plainPage = (title, text) => page(title, `<p>${escaped(text)}</p>`);

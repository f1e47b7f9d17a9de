// The people of the demonstration in each of their capacities, and what is told of them.
export const EID = "urn:be:vlaanderen:authmech:eid";

export const wantsEid = (params) => (params.acr_values ?? "").split(" ").includes(EID);

const capacitiesOf = (person) => person.capacities ?? [{ group: "BUR" }];

function choices(people) {
  return people.flatMap((person) =>
    capacitiesOf(person).map((capacity, place) => ({ id: `${person.key}.${place}`, person, capacity })));
}

function hinted(text) {
  try {
    return JSON.parse(Buffer.from(text ?? "", "base64").toString("utf8")) ?? {};
  } catch {
    return {};
  }
}

export function choicesFor(people, loginHint) {
  const { cap_hint: group, code_hint: code } = hinted(loginHint);
  return choices(people).filter(({ capacity }) =>
    (!group || capacity.group === group) && (!code || capacity.code === code));
}

export function nameOf(people, id) {
  const { person } = choices(people).find((choice) => choice.id === id);
  return `${person.given_name} ${person.family_name}`;
}

export function findAccount(people, id) {
  const found = choices(people).find((choice) => choice.id === id);
  return found && { accountId: id, claims: () => claimsOf(found) };
}

function claimsOf({ id, person, capacity }) {
  const told = {
    sub: id,
    given_name: person.given_name,
    family_name: person.family_name,
    rrn: person.national_number,
    vo_id: person.vo_id,
    vo_doelgroepcode: capacity.group,
    vo_orgcode: capacity.code,
    vo_orgnaam: capacity.name,
    lbk_rol_3d: capacity.roles?.length ? capacity.roles.map((role) => `${role}:${capacity.code}`).join("; ") : undefined,
    wv_orgcode: capacity.represents,
    ssm_mandaatgever: capacity.mandate_of,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

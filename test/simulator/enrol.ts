import { given } from "../electron/seats.ts";
import { type Computer, offStick, onStick, read, stick } from "./computer.ts";

/** A PC's sheet is carried to another one, whose clerks type its digits, at the province two of them. */
export async function enrolAt(host: Computer, guest: Computer): Promise<string> {
  guest.seat.path = stick;
  given(await guest.seat.handlers["enrol.request"]({}));
  const { own, fingerprint } = given(await guest.seat.handlers["exchange.overview"]({}));
  const name = `${own.feed}.enrol.json`;
  const sheet = (await offStick(guest)).get(name);
  if (sheet === undefined) throw new Error("no sheet on the stick");
  host.seat.path = await onStick(host, name, sheet);
  const claim = await host.seat.handlers["enrol.open"]({});
  await offStick(host);
  if (!claim.ok) return claim.problem.kind;
  const second = { name: "Người thứ hai", digits: fingerprint };
  const admitted = await host.seat.handlers["enrol.admit"]({
    token: claim.value?.token ?? "",
    digits: fingerprint,
    second,
  });
  await read(host);
  await read(guest);
  return admitted.ok ? "taken" : admitted.problem.kind;
}

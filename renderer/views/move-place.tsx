import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { earliestDay } from "../../shared/domain/dates.ts";
import type { PartialDate } from "../../shared/domain/primitives.ts";
import { PickField } from "../parts/pick-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { MoveScreen, PlaceAfter, PostChoice } from "../state/move.ts";
import { UnitPick } from "./unit-pick.tsx";

/** Where somebody goes: a unit, a post of its establishment where it has any, and the title as written. */
export function PlaceFields({
  move,
  place,
  day,
  edit,
}: {
  readonly move: MoveScreen;
  readonly place: PlaceAfter;
  readonly day: PartialDate | null;
  readonly edit: (place: PlaceAfter) => void;
}) {
  const { t } = useTranslation("move");
  const { units, readUnits, posts: postsOf } = move;
  const [posts, setPosts] = useState<readonly PostChoice[]>([]);
  useEffect(() => void readUnits(), [readUnits]);
  const { unitId } = place;
  const on = day === null ? null : earliestDay(day);
  useEffect(() => {
    let current = true;
    void (unitId === null ? Promise.resolve([]) : postsOf(unitId, on)).then((found) => {
      if (current) setPosts(found);
    });
    return () => {
      current = false;
    };
  }, [unitId, on, postsOf]);
  const names = ({ holders }: PostChoice) => holders.map(({ name }) => name).join(", ");
  const post = posts.find(({ id }) => id === place.postId) ?? null;
  return (
    <>
      <UnitPick
        label={t("unit")}
        required
        choices={units}
        value={unitId}
        onChange={(next) => edit({ ...place, unitId: next, postId: next === unitId ? place.postId : null })}
      />
      {posts.length > 0 && (
        <PickField
          label={t("post")}
          placeholder={t("postNone")}
          items={posts}
          textOf={({ title }) => title}
          detailOf={(each) => (each.holders.length === 0 ? t("postFree") : t("postHeld", { names: names(each) }))}
          keyOf={({ id }) => id}
          picked={post}
          onPick={(next) => edit({ ...place, postId: next?.id ?? null, title: next?.title ?? place.title })}
          hint={
            post !== null && post.holders.length >= post.places ? t("postTaken", { names: names(post) }) : undefined
          }
        />
      )}
      <TextField
        label={t("titleHeld")}
        required
        maxLength={300}
        value={place.title}
        onChange={(title) => edit({ ...place, title })}
      />
    </>
  );
}

import { type KeyboardEvent, type MouseEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { TreeRow } from "../state/organisation.ts";

type UnitId = RecordId<"unit">;

/**
 * The tree, by mouse and by keyboard: up and down through what is open, right opens, left closes or goes to the unit
 * above, Home and End. Only open branches are drawn.
 */
export function OrganisationTree({
  rows,
  chosen,
  choose,
  toggle,
}: {
  readonly rows: readonly TreeRow[];
  readonly chosen: UnitId | null;
  readonly choose: (unit: UnitId) => void;
  readonly toggle: (unit: UnitId, open: boolean) => void;
}) {
  const { t } = useTranslation("organisation");
  const at = rows.findIndex(({ node }) => node.unitId === chosen);
  useEffect(() => {
    if (chosen !== null) document.getElementById(idOf(chosen))?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  if (rows.length === 0) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    const to = (place: number) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, place))];
      if (next) choose(next.node.unitId);
    };
    switch (event.key) {
      case "ArrowDown":
        to(at + 1);
        break;
      case "ArrowUp":
        to(at <= 0 ? 0 : at - 1);
        break;
      case "Home":
        to(0);
        break;
      case "End":
        to(rows.length - 1);
        break;
      case "ArrowRight":
        if (row === undefined) to(0);
        else if (row.node.children.length > 0 && !row.open) toggle(row.node.unitId, true);
        else to(at + 1);
        break;
      case "ArrowLeft":
        if (row === undefined) return;
        if (row.open) toggle(row.node.unitId, false);
        else if (row.parent !== null) choose(row.parent);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  /** A row chooses its unit; the sign before it opens and closes it. */
  const onClick = ({ target }: MouseEvent) => {
    if (!(target instanceof Element)) return;
    const row = rows.find(({ node }) => idOf(node.unitId) === target.closest("[role=treeitem]")?.id);
    if (row === undefined) return;
    if (target.closest(".org-twist") !== null) toggle(row.node.unitId, !row.open);
    else choose(row.node.unitId);
  };
  return (
    <div
      role="tree"
      aria-label={t("treeLabel")}
      tabIndex={0}
      className="org-tree"
      aria-activedescendant={at < 0 ? undefined : idOf(rows[at]!.node.unitId)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map(({ node, depth, open }) => (
        <div
          key={node.unitId}
          id={idOf(node.unitId)}
          role="treeitem"
          tabIndex={-1}
          aria-level={depth + 1}
          aria-selected={node.unitId === chosen}
          aria-expanded={node.children.length === 0 ? undefined : open}
          className={node.unitId === chosen ? "org-row org-row-on" : "org-row"}
          style={{ paddingLeft: 6 + depth * 16 }}
        >
          <span className="org-twist" aria-hidden="true">
            {node.children.length === 0 ? "" : open ? "▾" : "▸"}
          </span>
          <span className="org-name">{node.version.name}</span>
          {node.children.length > 0 && !open && <span className="quiet org-size">{node.size - 1}</span>}
        </div>
      ))}
    </div>
  );
}

const idOf = (unit: UnitId): string => `tree-${unit}`;

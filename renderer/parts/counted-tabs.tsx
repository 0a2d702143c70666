export interface CountedTab<Key extends string> {
  readonly key: Key;
  readonly name: string;
  readonly count: number | null; // null: not counted
  readonly says: string;
}

/** Lists beside one another, each with how much is in it; pressing one shows it. */
export function CountedTabs<Key extends string>({
  label,
  tabs,
  shown,
  show,
  className = "gaps-tabs",
}: {
  readonly label: string;
  readonly tabs: readonly CountedTab<Key>[];
  readonly shown: Key;
  readonly show: (key: Key) => void;
  readonly className?: string;
}) {
  return (
    <fieldset className={className}>
      <legend className="unseen">{label}</legend>
      {tabs.map(({ key, name, count, says }) => (
        <button
          key={key}
          type="button"
          className="gaps-tab"
          aria-pressed={shown === key}
          data-tab={key}
          data-count={count ?? undefined}
          onClick={() => show(key)}
        >
          <span className="gaps-tab-name">{name}</span>
          {count !== null && <span className="gaps-tab-count">{count}</span>}
          <span className="gaps-tab-says">{says}</span>
        </button>
      ))}
    </fieldset>
  );
}

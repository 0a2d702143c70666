import type { ReactNode } from "react";

/** Small line drawings, in the colour of the text around them. They carry no meaning alone: a word stands beside each. */
const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="M4 6l4 4 4-4" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M10 3.5L5.5 8l4.5 4.5" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
export const HistoryIcon = () => (
  <Icon>
    <path d="M2.8 8a5.2 5.2 0 1 0 1.6-3.8M4.2 1.8v2.6h2.6M8 5v3.2l2.2 1.4" />
  </Icon>
);
export const WarnIcon = () => (
  <Icon>
    <path d="M8 2.2l6.2 11.3H1.8zM8 6.6v3.2M8 11.6v.2" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M3 8.5l3.2 3.2L13 4.8" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
);
export const SplitIcon = () => (
  <Icon>
    <path d="M8 14V9M8 9L3.5 4.5M8 9l4.5-4.5M3.5 7.5v-3h3M12.5 7.5v-3h-3" />
  </Icon>
);
export const EditIcon = () => (
  <Icon>
    <path d="M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7l2.3 2.3" />
  </Icon>
);

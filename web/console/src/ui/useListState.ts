/** A list's state in the address, and the ways to change it. */
import { useLocation, useNavigate } from "react-router";
import { type ListState, type Trail, backward, changed, forward, readList, writeList } from "./list-state";

/** What a list shows, and what its controls may do to it. */
export interface ListControl {
  state: ListState;
  search: (q: string) => void;
  order: (sort: string) => void;
  filter: (key: string, value: string) => void;
  clear: () => void;
  next: (after: string) => void;
  back: () => void;
}

/** The state of the list on this page. */
export function useListState(filterKeys: string[], firstSort: string): ListControl {
  const location = useLocation();
  const navigate = useNavigate();
  const params = new URLSearchParams(location.search);
  const state = readList(params, filterKeys, firstSort);
  const trail = ((location.state as { trail?: Trail } | null)?.trail ?? []);
  const go = (to: ListState, newTrail: Trail = []): void => {
    const search = writeList(params, to, filterKeys, firstSort).toString();
    void navigate({ pathname: location.pathname, search: search && `?${search}` }, { state: { trail: newTrail } });
  };
  const step = (moved: { state: ListState; trail: Trail }): void => go(moved.state, moved.trail);
  return {
    state,
    search: (q) => go(changed(state, { q })),
    order: (sort) => go(changed(state, { sort: sort || firstSort })),
    filter: (key, value) => go(changed(state, { filters: { ...state.filters, [key]: value } })),
    clear: () => go(changed(state, { q: "", filters: {} })),
    next: (after) => step(forward(state, trail, after)),
    back: () => step(backward(state, trail)),
  };
}

/** Who isn't signed in goes to the login page and comes back; who must change a password does nothing before. */
import { Spin } from "antd";
import { Navigate, useLocation } from "react-router";
import { MeProvider, useMeQuery } from "../api/query";
import { PasswordPage } from "../features/accounts/PasswordPage";
import { ProblemView } from "../ui/ProblemView";
import { useWords } from "../words/words";
import { Frame } from "./Frame";

/** The way in to all pages but login and set-up. */
export function Gate() {
  const word = useWords();
  const location = useLocation();
  const { data: me, error, refetch } = useMeQuery();
  if (me) return <MeProvider value={me}>{me.must_change_password ? <Frame only={<PasswordPage isForced />} /> : <Frame />}</MeProvider>;
  if (me === null) return <Navigate to={`/login?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  if (error) return <main className="broken"><ProblemView error={error} retry={() => void refetch()} /></main>;
  return <main className="broken"><Spin description={word("loading")} /></main>;
}

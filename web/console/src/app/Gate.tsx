/** Who isn't signed in goes to the login page and comes back; who must change a password or set up the second factor does nothing before. */
import { Spin } from "antd";
import { Suspense, lazy, useEffect, useLayoutEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { actAs } from "../api/client";
import { MeProvider, useMeQuery } from "../api/query";
import type { Me } from "../api/types";
import { accountPages } from "../features/accounts";
import { ProblemView } from "../ui/ProblemView";
import { useWords } from "../words/words";
import { Frame } from "./Frame";
import { Loading } from "./Loading";
import { OtherPerson } from "./OtherPerson";

const PasswordPage = lazy(async () => ({ default: (await accountPages()).PasswordPage }));
const TotpPage = lazy(async () => ({ default: (await accountPages()).TotpPage }));

/** The way in to all pages but login and set-up. */
export function Gate() {
  const word = useWords();
  const location = useLocation();
  const { data: me, error, refetch } = useMeQuery();
  if (me) return <Signed me={me} look={() => void refetch()} />;
  if (me === null) return <Navigate to={`/login?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  if (error) return <main className="broken"><ProblemView error={error} retry={() => void refetch()} /></main>;
  return <main className="broken"><Spin description={word("loading")} /></main>;
}

/**
 * The pages of whoever was signed in when they were opened. Another window of the browser may sign in as somebody else: what is seen here stays the first
 * one's, whose name every act carries, and it is said.
 */
function Signed({ me, look }: { me: Me; look: () => void }) {
  const [first] = useState(me);
  useLayoutEffect(() => {
    actAs(first.id);
    return () => actAs(null);
  }, [first.id]);
  useEffect(() => {
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [look]);
  const isOther = me.id !== first.id;
  const shown = isOther ? first : me;
  return (
    <MeProvider value={shown}>
      {isOther ? <OtherPerson name={me.name} shown={shown.name} /> : null}
      <Inside me={shown} />
    </MeProvider>
  );
}

function Inside({ me }: { me: Me }) {
  if (me.must_change_password) return <Frame only={<Suspense fallback={<Loading />}><PasswordPage isForced /></Suspense>} />;
  if (me.totp === "required") return <Frame only={<Suspense fallback={<Loading />}><TotpPage /></Suspense>} />;
  return <Frame />;
}

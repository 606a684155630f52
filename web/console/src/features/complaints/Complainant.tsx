/** Who complained: masked, and for who handles it in plain after a reason, until the page is left. */
import { EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { useMay, useMe } from "../../api/query";
import type { components } from "../../api/schema";
import { type Description, DescriptionList } from "../../ui/DescriptionList";
import { Mark } from "../../ui/Mark";
import { ProblemView } from "../../ui/ProblemView";
import { NEAR } from "../../ui/near";
import { useAct } from "../../ui/useAct";
import { useWords } from "../../words/words";
import { at, keyed } from "../accounts/calls";
import { type Complaint, useComplaintsAnew } from "./calls";
import { mayUnmask } from "./steps";

type Plain = components["schemas"]["ComplainantBody"];

/** The section. What is seen in plain is held by this part alone, never among the answers that are kept. */
export function Complainant({ complaint }: { complaint: Complaint }) {
  const word = useWords();
  const [plain, setPlain] = useState<Plain | null>(null);
  const { name, phone, has_address: hasAddress, confidential, erased } = complaint.complainant;
  const nobody = !name && !phone && !hasAddress;
  return (
    <section className="said">
      <h2>{word("complaints-complainant")} {confidential ? <Mark tone="warn">{word("complaints-confidential")}</Mark> : null}</h2>
      {erased ? <p>{word("complaints-erased")}</p> : null}
      {!erased && nobody ? <p>{word("complaints-anonymous")}</p> : null}
      {!erased && !nobody && plain ? <InPlain plain={plain} onClose={() => setPlain(null)} /> : null}
      {!erased && !nobody ? <div className={plain ? "on_paper" : undefined}><Masked complaint={complaint} onSeen={setPlain} /></div> : null}
    </section>
  );
}

function Masked({ complaint, onSeen }: { complaint: Complaint; onSeen: (plain: Plain) => void }) {
  const word = useWords();
  const may = useMay();
  const { id } = useMe();
  const [isAsking, setAsking] = useState(false);
  const { name, phone, has_address: hasAddress } = complaint.complainant;
  return (
    <>
      <DescriptionList items={particulars(word, { name, phone, address: hasAddress ? "***" : null })} />
      {mayUnmask(complaint, id, may) ? <p><Button icon={<EyeOutlined aria-hidden />} onClick={() => setAsking(true)}>{word("complaints-unmask")}</Button></p> : null}
      {isAsking ? <Asking id={complaint.id} onClose={() => setAsking(false)} onSeen={onSeen} /> : null}
    </>
  );
}

function particulars(word: ReturnType<typeof useWords>, { name, phone, address }: { name?: string | null; phone?: string | null; address?: string | null }): Description[] {
  return [[word("complaints-name"), name], [word("complaints-phone"), phone ? <span key="phone" className="number">{phone}</span> : null], [word("complaints-address"), address]];
}

function InPlain({ plain, onClose }: { plain: Plain; onClose: () => void }) {
  const word = useWords();
  return (
    <div className="on_screen">
      <Alert type="warning" showIcon className="problem" title={word("complaints-unmasked")} action={<Button onClick={onClose}>{word("complaints-mask")}</Button>} />
      <DescriptionList items={particulars(word, plain)} />
      {plain.former.map((former, place) => (
        <div key={`${place}`}>
          <h3>{word("complaints-former-complainant")}</h3>
          <DescriptionList items={particulars(word, former)} />
        </div>
      ))}
    </div>
  );
}

function Asking({ id, onClose, onSeen }: { id: string; onClose: () => void; onSeen: (plain: Plain) => void }) {
  const word = useWords();
  const anew = useComplaintsAnew();
  const [reason, setReason] = useState("");
  const look = useAct((key) => ask(api.POST("/api/v1/complaints/{id}/unmask", { ...at(id), body: { reason: reason.trim() }, ...keyed(key) })), (plain) => {
    onSeen(plain);
    onClose();
    anew();
  });
  return (
    <Modal
      open title={word("complaints-unmask")} onCancel={onClose} onOk={look.run} okText={word("complaints-unmask-go")} cancelText={word("cancel")}
      okButtonProps={{ disabled: reason.trim() === "", loading: look.isRunning }}
    >
      <p>{word("complaints-unmask-lead")}</p>
      <label htmlFor="unmask_reason">{word("complaints-unmask-reason")}</label>
      <Input.TextArea id="unmask_reason" autoFocus rows={3} maxLength={500} showCount={NEAR} value={reason} onChange={({ target }) => setReason(target.value)} />
      {look.error ? <ProblemView error={look.error} /> : null}
    </Modal>
  );
}

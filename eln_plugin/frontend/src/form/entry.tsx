import * as React from 'react';

import { GraphView } from '../graph/view';
import { HistoryView } from '../history/view';
import { Kept, KeepNotice } from '../keep/notice';
import { Lock } from '../review/lock';
import { ReviewButton, ReviewCard } from '../review/card';
import { sectionsOf, hints } from '../schema';
import type { Section } from '../schema';
import { Tabs } from '../views/tabs';
import type { View } from '../views/tabs';
import { valueAt } from '../yaml/data';
import { useForm } from './context';
import { Fields, isFilled } from './field';
import { FieldFindings, FindingsPanel } from './findings';
import { Fold, useAtFirst } from './fold';
import { Header } from './header';
import { Results } from './results';

/** An entry: header, then its sections and results, its graph or its history in one column; findings beside it. */
export function EntryView({ goTo }: { goTo: (path: string) => void }): React.JSX.Element {
  const { model, prefix } = useForm();
  const [view, show] = React.useState<View>('form');
  const [isReviewing, setReviewing] = React.useState(false);
  const reviewButton = React.useRef<HTMLButtonElement>(null);
  const closeReview = (): void => {
    setReviewing(false);
    reviewButton.current?.focus();
  };
  const goToField = (path: string): void => {
    show('form');
    requestAnimationFrame(() => goTo(path)); // a field that is hidden takes no cursor
  };
  return (
    <div className={`gb-Page ${view === 'graph' ? 'gb-mod-wide' : ''}`}>
      <div className="gb-Top">
        <Header>
          <Tabs view={view} show={show} />
          <ReviewButton button={reviewButton} isOpen={isReviewing} toggle={() => setReviewing(!isReviewing)} />
        </Header>
        <Lock />
        {isReviewing && <ReviewCard close={closeReview} />}
        <Notices goTo={goToField} />
        <FieldFindings path={[]} />
      </div>
      <div className="gb-Main" id={`${prefix}-view`} role="tabpanel" aria-labelledby={`${prefix}-tab-${view}`}>
        {view === 'graph' && <GraphView />}
        {view === 'history' && <HistoryView />}
        <div className="gb-View" hidden={view !== 'form'}>
          <fieldset className="gb-Sections" disabled={model.readOnly}>
            {sectionsOf(model.schema ?? {}).map(section => (
              <SectionCard key={section.title} section={section} />
            ))}
          </fieldset>
          <Results />
        </div>
        <Lists />
      </div>
      {view !== 'graph' && <FindingsPanel goTo={goToField} />}
    </div>
  );
}

/** What the inputs of links, files, people and instruments offer: all that the notebook has. */
function Lists(): React.JSX.Element {
  const { model, prefix } = useForm();
  const { ids, files, people, instruments } = model.around;
  const lists = { ids: named(ids), files: named(files), people: Object.entries(people), instruments: Object.entries(instruments) };
  return (
    <>
      {Object.entries(lists).map(([list, options]) => (
        <datalist key={list} id={`${prefix}-${list}`}>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </datalist>
      ))}
    </>
  );
}

/** Keys that have no other name. */
function named(keys: string[]): [string, string][] {
  return keys.map(key => [key, '']);
}

/** What stops the form as a whole: a text that is no YAML, an edit or a request that was refused. */
function Notices({ goTo }: { goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans, showText } = useForm();
  const { unreadable, notice } = model;
  const box = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (notice?.path !== undefined) {
      goTo(notice.path);
    } else if (notice) {
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [notice]);
  return (
    <div ref={box} role="alert">
      <KeepNotice />
      {unreadable && (
        <p className="gb-Notice">
          {trans.__('The text cannot be read at line %1: %2', unreadable.line, unreadable.message)}
          <button type="button" className="gb-Button" onClick={showText}>
            {trans.__('Show the YAML')}
          </button>
        </p>
      )}
      <Kept>
        {({ isAway }) =>
          notice && !(isAway && (model.checkFailed || model.schemaFailed)) ? (
            <p className="gb-Notice">
              {notice.hint ? `${notice.message}; ${notice.hint}` : notice.message}
              <button type="button" className="gb-Button" onClick={() => model.dismiss()}>
                {trans.__('Dismiss')}
              </button>
            </p>
          ) : null
        }
      </Kept>
    </div>
  );
}

function SectionCard({ section }: { section: Section }): React.JSX.Element {
  const { model, trans } = useForm();
  const title = section.title || trans.__('Other');
  const fields = section.fields.filter(field => field.name !== 'title'); // it stands in the header
  const waiting = useAtFirst(fields, ({ name, schema }) => {
    return hints(schema).rare === true && !isFilled(valueAt(model.data, [name]));
  });
  const isWaiting = waiting.length === fields.length;
  const body = <Fields fields={isWaiting ? fields.map(shown) : fields} path={[]} />;
  if (isWaiting) {
    return (
      <Fold className="gb-Section" summaryClass="gb-Section-head" summary={title}>
        <div className="gb-Section-body">{body}</div>
      </Fold>
    );
  }
  const [only] = fields;
  return (
    <section className="gb-Section" aria-label={title}>
      <h3 className="gb-Section-head">
        {title}
        {fields.length === 1 && only?.schema.description && (
          <span className="gb-Section-note">{only.schema.description}</span>
        )}
      </h3>
      <div className="gb-Section-body">{body}</div>
    </section>
  );
}

/** A field of a section that is folded as a whole need not be folded again. */
function shown(field: Section['fields'][number]): Section['fields'][number] {
  const rest = { ...hints(field.schema) };
  delete rest.rare;
  return { ...field, schema: { ...field.schema, 'x-glovebook': rest } };
}

import * as React from 'react';

import { useForm } from '../form/context';
import { useLook } from '../form/look';
import { FACTORY } from '../tokens';
import { graph } from './calls';
import type { Box, Drawing } from './calls';

/** How much a wide drawing is made smaller before it scrolls: its words stay legible. */
const SMALLEST = 0.7;

/** Where an entry comes from and what it led to: a drawing whose steps open their entries. */
export function GraphView(): React.JSX.Element {
  const { model, trans } = useForm();
  const [drawing, setDrawing] = React.useState<Drawing | null>(null);
  const box = React.useRef<HTMLDivElement>(null);
  useLook(graph, setDrawing);
  React.useEffect(() => {
    const start = box.current?.querySelector('.gb-is-start');
    start?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [drawing === null]);
  if (!drawing) {
    return <p className="gb-Quiet">{trans.__('Following the links …')}</p>;
  }
  return (
    <section className="gb-Section gb-Graph" aria-label={trans.__('Graph')}>
      <div ref={box} className="gb-Graph-scroll" tabIndex={0} role="group" aria-label={drawing.label}>
        <Picture drawing={drawing} open={path => model.run('docmanager:open', { path, factory: FACTORY })} />
      </div>
      <p className="gb-Quiet gb-Graph-legend">
        {trans.__('From what was used, on the left, to the results. A dashed line: stale, or not there.')}
      </p>
    </section>
  );
}

function Picture({ drawing, open }: { drawing: Drawing; open(path: string): void }): React.JSX.Element {
  const { prefix } = useForm();
  const { width, height, boxes, curves } = drawing;
  const tip = `${prefix}-tip`;
  const inOrder = [...boxes].sort((a, b) => a.x - b.x || a.y - b.y); // Tab follows the chain
  return (
    <svg viewBox={`0 0 ${width} ${height}`} style={{ width, minWidth: SMALLEST * width, maxWidth: '100%' }}>
      <defs>
        <marker id={tip} viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path className="gb-Tip" d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {curves.map(({ source, target, field, line }) => (
        <path key={`${source} ${target} ${field}`} className="gb-Curve" d={line} markerEnd={`url(#${tip})`}>
          <title>{field}</title>
        </path>
      ))}
      {inOrder.map(box => (
        <Step key={box.id} box={box} size={drawing.box} open={open} />
      ))}
    </svg>
  );
}

interface StepProps {
  box: Box;
  size: Drawing['box'];
  open(path: string): void;
}

function Step({ box, size, open }: StepProps): React.JSX.Element {
  const { x, y, name, kind, second, whole, path } = box;
  const [width, height] = size;
  const go = (): void => {
    if (path !== null) {
      open(path);
    }
  };
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      go();
    }
  };
  const acts = path === null ? {} : { role: 'button', tabIndex: 0, 'aria-label': whole, onClick: go, onKeyDown: onKey };
  return (
    <g className={['gb-Step', ...box.classes.map(word => `gb-is-${word}`)].join(' ')} {...acts}>
      <title>{whole}</title>
      <rect x={x} y={y} width={width} height={height} rx={box.form === 'result' ? height / 2 : 5} />
      <svg x={x} y={y} width={width - 6} height={height}>
        <text className="gb-Step-name" x={10} y={19}>
          {name}
        </text>
        <text className="gb-Step-small" x={width - 10} y={19} textAnchor="end">
          {kind}
        </text>
        <text className="gb-Step-small" x={10} y={36}>
          {second}
        </text>
      </svg>
    </g>
  );
}

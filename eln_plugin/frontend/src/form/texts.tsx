import * as React from 'react';

import { Misshapen } from './control';
import type { FieldProps } from './field';
import { FieldFindings } from './findings';
import { TextInput } from './input';
import { AddButton, RemoveButton, useItems } from './rows';

/** A list of short texts: tags, readings. */
export function Texts({ field, path }: FieldProps): React.JSX.Element {
  const items = useItems(path);
  if (!items || items.some(item => typeof item !== 'string')) {
    return <Misshapen path={path} />;
  }
  return (
    <div className="gb-Texts">
      {items.map((_, index) => {
        const at = [...path, index];
        return (
          <span key={index} className="gb-Texts-item">
            <TextInput path={at} schema={field.schema.items ?? {}} name={`${field.label} ${index + 1}`} />
            <RemoveButton path={at} name={`${field.label} ${index + 1}`} />
            <FieldFindings path={at} />
          </span>
        );
      })}
      <AddButton field={field} path={path} count={items.length} item="" />
    </div>
  );
}

import type { ReactNode } from 'react'
import styles from './data-table.module.css'

export interface DataTableProps {
  /** Accessible name. */
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly DataRow[]
}

export interface DataRow {
  readonly id: string
  /** One a column; the first names the row. */
  readonly cells: readonly ReactNode[]
  /** Marked as the one that matters here; say so in a cell as well. */
  readonly isCurrent?: boolean
}

/** A table that becomes a list of cards where there is no room for columns. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.isCurrent ? styles.current : undefined}>
            {row.cells.map((cell, index) =>
              index === 0 ? (
                <th key={index} scope="row" data-column={columns[index]}>
                  {cell}
                </th>
              ) : (
                <td key={index} data-column={columns[index]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What looks like a ring and is none. */
export type TwinKind =
  /** Many monthly payments from one: like fan-out. */
  | 'payroll'
  /** Everybody pays one in turn: like fan-in, and round the months like a cycle. */
  | 'savings_club'
  /** Buyers pay an agent, who pays sellers: like gather-scatter. */
  | 'escrow'
  /** Tenants pay one of them, who pays the landlord: like fan-in and a stack. */
  | 'rent_pool'
  /** One home and one device: like shared identifiers. */
  | 'family';

/** Nothing more is to be done. */
export const ENDED = ['CLOSED', 'UNSOLVABLE', 'REJECTED', 'MERGED', 'TRANSFERRED', 'WITHDRAWN']

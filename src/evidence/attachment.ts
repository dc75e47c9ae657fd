/** Name of the one attachment that every judged case carries: JSON `{result, evidence}`. */
export const EVIDENCE_ATTACHMENT = 'evidence';
/** Annotation type that names a test's case id; written when the test is declared. */
export const CASE_ANNOTATION = 'case';
/** Annotation type set on a failed test whose failure must not restart its worker. */
export const ABSORBED_ANNOTATION = 'absorbed-failure';

/**
 * RFC 7638 SHA-256 thumbprints of key pairs whose private halves are printed in documents, so that everybody has
 * them. `sample-keys.test.ts` computes them again from the published numbers.
 */
export const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8', 'RFC 7515, appendix A.2'],
  ['oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U', 'RFC 7515, appendix A.3'],
  ['u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U', 'RFC 7515, appendix A.4'],
  ['cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s', 'RFC 7517, appendix A'],
  ['NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs', 'RFC 7517, appendix A, and RFC 7638, section 3.1'],
  ['oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY', 'jwt.io'],
])

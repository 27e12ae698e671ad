/**
 * What a merchant sells, in 24 classes folded from the ranges of ISO 18245 merchant category codes. The
 * list is closed and at most 32 long, so that a subject's diversity is that many counters and no more.
 * What was bought is never judged: only how evenly spending spreads over the classes is.
 */
export const MERCHANT_CATEGORIES = [
  'agriculture', // 0700-0799
  'contractors', // 1500-2999
  'airlines', // 3000-3299, 4511
  'vehicle_rental', // 3300-3499, 7512-7519
  'lodging', // 3500-3999, 7011
  'transport', // 4000-4799 but airlines
  'telecom', // 4800-4899
  'utilities', // 4900-4999
  'wholesale', // 5000-5199
  'home_improvement', // 5200-5299
  'general_store', // 5300-5399
  'grocery', // 5400-5499
  'vehicles_and_fuel', // 5500-5599
  'clothing', // 5600-5699
  'home_and_electronics', // 5700-5799
  'restaurants', // 5800-5899
  'retail_other', // 5900-5999
  'finance', // 6000-6999
  'personal_services', // 7200-7299
  'business_services', // 7300-7499
  'repair', // 7500-7699 but rental
  'entertainment', // 7800-7999
  'professional_and_education', // 8000-8999
  'government', // 9000-9999
] as const;

export type MerchantCategory = (typeof MERCHANT_CATEGORIES)[number];

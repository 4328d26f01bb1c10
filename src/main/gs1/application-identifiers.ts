/**
 * The GS1 Application Identifiers, as data.
 *
 * A row is: AI or family | format | other AIs it may not stand with | other AIs it needs.
 *
 * - AI: `31[0-6][0-5]` is every AI made by taking one digit of each bracket.
 * - Format: components in order; `N` digits, `X` CSET 82, `Y` CSET 39, `Z` CSET 64; `6` exactly, `..20` one up to
 *   twenty; `[ ]` may be left out; the names after `:` are checks of value-checks.ts.
 * - Not with: `n` is any digit; `self` is the same family with another last digit.
 * - Needs: a space joins groups of which all must hold, `,` the choices in a group, `+` AIs that must come together.
 *
 * Source: GS1 General Specifications, sections 3 (the AIs) and 4.14 (needs, not with); GS1 Barcode Syntax Dictionary 2026.
 */
export const APPLICATION_IDENTIFIERS = `
00               | N18:check,prefix2                    |                        |
01               | N14:check,prefix2                    | 255 37                 |
02               | N14:check,prefix2                    | 01 03                  | 37
03               | N14:check,prefix2                    | 01 02 37               |
10               | X..20                                |                        | 01,02,03,8006,8026
11               | N6:date0                             |                        | 01,02,03,8006,8026
12               | N6:date0                             |                        | 8020
1[356]           | N6:date0                             |                        | 01,02,03,8006,8026
17               | N6:date0                             |                        | 01,02,03,255,8006,8026
20               | N2                                   |                        | 01,02,8006,8026
21               | X..20                                | 235                    | 01,03,8006
22               | X..20                                |                        | 01
235              | X..28                                |                        | 01
24[0-1]          | X..30                                |                        | 01,02,8006,8026
242              | N..6                                 |                        | 01,02,8006,8026
243              | X..20                                |                        | 01
250              | X..30                                |                        | 01,8006 21
251              | X..30                                |                        | 01,8006
253              | N13:check,prefix [X..17]             |                        |
254              | X..20                                |                        | 414
255              | N13:check,prefix [N..12]             | 01 02 415 8006 8020 8026 |
30               | N..8                                 |                        | 01,02
31[0-6][0-5]     | N6                                   | self                   | 01,02
32[0-9][0-5]     | N6                                   | self                   | 01,02
33[0-6][0-5]     | N6                                   | self                   | 00,01
337[0-5]         | N6                                   | self                   | 01
34[0-9][0-5]     | N6                                   | self                   | 00,01
35[0-26-7][0-5]  | N6                                   | self                   | 01,02
35[3-5][0-5]     | N6                                   | self                   | 00,01
36[0-14-6][0-5]  | N6                                   | self                   | 01,02
36[2-37-9][0-5]  | N6                                   | self                   | 00,01
37               | N..8                                 |                        | 00 02,8026
390[0-9]         | N..15                                | self 391n 394n 8111    | 255,8020
391[0-9]         | N3:currency N..15                    | self                   | 8020
392[0-9]         | N..15                                | self 393n              | 01 30,31nn,32nn,35nn,36nn
393[0-9]         | N3:currency N..15                    | self                   | 30,31nn,32nn,35nn,36nn
394[0-3]         | N4                                   | self 8111              | 255
395[0-5]         | N6                                   | self 392n 393n 8005    | 30,31nn,32nn,35nn,36nn
400              | X..30                                |                        |
401              | X..30:prefix                         |                        |
402              | N17:check,prefix                     |                        |
403              | X..30                                |                        | 00
41[0-4]          | N13:check,prefix                     |                        |
415              | N13:check,prefix                     |                        | 8020
41[6-7]          | N13:check,prefix                     |                        |
420              | X..20                                | 421                    |
421              | N3:country X..9                      | 4307                   |
422              | N3:country                           | 426                    | 01,02,8006,8026
42[35]           | N3:country [N3:country] [N3:country] [N3:country] [N3:country] | 426 | 01,02
424              | N3:country                           | 426                    | 01,02
426              | N3:country                           |                        | 01,02
427              | X..3                                 |                        | 01,02 422
430[0-1]         | X..35:percent                        |                        | 00
4302             | X..70:percent                        |                        | 00
4303             | X..70:percent                        |                        | 4302
430[4-6]         | X..70:percent                        |                        | 00
43[01]7          | X2:country2                          |                        | 00
4308             | X..30                                |                        | 00
4309             | N10:latitude N10:longitude           |                        | 00
431[0-1]         | X..35:percent                        |                        | 00
4312             | X..70:percent                        |                        | 00
4313             | X..70:percent                        |                        | 4312
431[4-6]         | X..70:percent                        |                        | 00
4318             | X..20                                |                        | 00
4319             | X..30                                |                        | 00
4320             | X..35:percent                        |                        | 00
432[1-3]         | N1:yesno                             |                        | 00
432[4-5]         | N6:date0 N4:clock                    |                        | 00
4326             | N6:date                              |                        | 00
4330             | N6 [X1:hyphen]                       | 4331                   | 00
4331             | N6 [X1:hyphen]                       | 4330                   | 00
4332             | N6 [X1:hyphen]                       | 4333                   | 00
4333             | N6 [X1:hyphen]                       | 4332                   | 00
7001             | N13                                  |                        | 01,02,8006,8026
7002             | X..30                                |                        | 01,02
7003             | N6:date N4:clock                     |                        | 01,02
7004             | N..4                                 |                        | 01+10
7005             | X..12                                |                        | 01,02
7006             | N6:date                              |                        | 01,02
7007             | N6:date [N6:date]                    |                        | 01,02
7008             | X..3                                 |                        | 01,02
7009             | X..10                                |                        | 01,02
7010             | X..2                                 |                        | 01,02
7011             | N6:date [N4:clock]                   |                        | 01,02
7020             | X..20                                |                        | 01,8006 416
7021             | X..20                                |                        | 01,8006
7022             | X..20                                |                        | 7021
7023             | X..30:prefix                         |                        |
703[0-9]         | N3:processor X..27                   |                        | 01,02
7040             | N1 X1 X1 X1:importer                 |                        |
7041             | X..4:package                         |                        | 00
71[0-7]          | X..20                                |                        | 01
723[0-9]         | X2 X..28                             |                        | 01,8004
7240             | X..20                                |                        | 01,8006
7241             | N2:media                             |                        | 8017,8018
7242             | X..25                                |                        | 8017,8018
7250             | N8:longdate                          | 7251                   | 8018
7251             | N8:longdate N4:clock                 | 7250                   | 8018
7252             | N1:sex                               |                        | 8018
725[3-4]         | X..40:percent                        | 7256 7259              | 8017,8018
7255             | X..10                                | 7256 7259              | 8017,8018
7256             | X..90:percent                        |                        | 8017,8018
7257             | X..70:percent                        |                        | 8018
7258             | X3:sequence                          |                        | 8018+7259
7259             | X..40:percent                        | 7256                   | 8018
8001             | N4:nonzero N5:nonzero N3:nonzero N1:winding N1 |              | 01
8002             | X..20                                |                        |
8003             | N1:zero N13:check,prefix [X..16]     |                        |
8004             | X..30:prefix                         |                        |
8005             | N6                                   |                        | 01,02
8006             | N14:check,prefix2 N4:pieces          | 01 37                  |
8007             | X..34:iban                           |                        | 415
8008             | N6:date N2:hour [N2:minute] [N2:minute] |                     | 01,02
8009             | X..50                                |                        | 00,01
8010             | Y..30:prefix                         |                        |
8011             | N..12:plain                          |                        | 8010
8012             | X..20                                |                        | 01,8006
8013             | X..25:pair,prefix                    |                        |
8014             | X..25:pair,prefix,letter             |                        | 01
8017             | N18:check,prefix                     | 8018                   |
8018             | N18:check,prefix                     | 8017                   |
8019             | N..10                                |                        | 8017,8018
8020             | X..25                                |                        | 415
8026             | N14:check,prefix2 N4:pieces          | 02 8006                | 37
8030             | Z..90                                |                        | 00,01+21,253,255,8003,8004,8006+21,8010+8011,8017,8018
8040             | N15                                  |                        | 01+21
8041             | N15                                  |                        | 01+21+8040
8042             | N32                                  |                        | 01+21+8040
8043             | N18 [N..2]                           |                        | 01+21+8040
8110             | X..70:coupon                         |                        |
8111             | N4                                   |                        | 255
8112             | X..70:offer                          |                        |
8200             | X..70                                |                        | 01
90               | X..30                                |                        |
9[1-9]           | X..90                                |                        |
`;

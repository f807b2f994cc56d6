"""Space groups: number and Hermann-Mauguin symbols, short and full, as in International Tables A.

An underscore stands before the index of a screw axis. A test holds the table equal to that of gemmi.
"""

from __future__ import annotations

_TABLE = """
1 P1 A1 B1 C1 F1 I1
2 P-1 A-1 B-1 C-1 F-1 I-1
3 P2 P121 P112 P211 B2 B121 C112
4 P2_1 P12_11 P112_1 P2_111 B2_1 B12_11 C112_1
5 C2 C121 A2 A121 I2 I121 A112 B112 I112 B211 C211 I211 I2_1 I12_11 C2_1 C12_11 F2 F121
6 Pm P1m1 P11m Pm11
7 Pc P1c1 Pn P1n1 Pa P1a1 P11a P11n P11b Pb11 Pn11 Pc11
8 Cm C1m1 Am A1m1 Im I1m1 A11m B11m I11m Bm11 Cm11 Im11 Fm F1m1
9 Cc C1c1 An A1n1 Ia I1a1 Aa A1a1 Cn C1n1 Ic I1c1 A11a B11n I11b B11b A11n I11a Bb11 Cn11 Ic11 Cc11 Bn11 Ib11 Fd F1d1
10 P2/m P12/m1 P112/m P2/m11
11 P2_1/m P12_1/m1 P112_1/m P2_1/m11
12 C2/m C12/m1 A2/m A12/m1 I2/m I12/m1 A112/m B112/m I112/m B2/m11 C2/m11 I2/m11 F2/m F12/m1
13 P2/c P12/c1 P2/n P12/n1 P2/a P12/a1 P112/a P112/n P112/b P2/b11 P2/n11 P2/c11
14 P2_1/c P12_1/c1 P2_1/n P12_1/n1 P2_1/a P12_1/a1 P112_1/a P112_1/n P112_1/b P2_1/b11 P2_1/n11 P2_1/c11
15 C2/c C12/c1 A2/n A12/n1 I2/a I12/a1 A2/a A12/a1 C2/n C12/n1 I2/c I12/c1 A112/a B112/n I112/b B112/b A112/n I112/a
  B2/b11 C2/n11 I2/c11 C2/c11 B2/n11 I2/b11
16 P222
17 P222_1 P2_122 P22_12
18 P2_12_12 P22_12_1 P2_122_1 P2_12_12(a)
19 P2_12_12_1
20 C222_1 A2_122 B22_12 C222_1a)
21 C222 A222 B222 C222a
22 F222 F222a
23 I222 I222a
24 I2_12_12_1
25 Pmm2 P2mm Pm2m
26 Pmc2_1 Pcm2_1 P2_1ma P2_1am Pb2_1m Pm2_1b
27 Pcc2 P2aa Pb2b
28 Pma2 Pbm2 P2mb P2cm Pc2m Pm2a
29 Pca2_1 Pbc2_1 P2_1ab P2_1ca Pc2_1b Pb2_1a
30 Pnc2 Pcn2 P2na P2an Pb2n Pn2b
31 Pmn2_1 Pnm2_1 P2_1mn P2_1nm Pn2_1m Pm2_1n
32 Pba2 P2cb Pc2a
33 Pna2_1 Pbn2_1 P2_1nb P2_1cn Pc2_1n Pn2_1a
34 Pnn2 P2nn Pn2n
35 Cmm2 A2mm Bm2m
36 Cmc2_1 Ccm2_1 A2_1ma A2_1am Bb2_1m Bm2_1b
37 Ccc2 A2aa Bb2b
38 Amm2 Bmm2 B2mm C2mm Cm2m Am2m
39 Abm2 Bma2 B2cm C2mb Cm2a Ac2m
40 Ama2 Bbm2 B2mb C2cm Cc2m Am2a
41 Aba2 Bba2 B2cb C2cb Cc2a Ac2a
42 Fmm2 F2mm Fm2m
43 Fdd2 F2dd Fd2d
44 Imm2 I2mm Im2m
45 Iba2 I2cb Ic2a
46 Ima2 Ibm2 I2mb I2cm Ic2m Im2a
47 Pmmm
48 Pnnn
49 Pccm Pmaa Pbmb
50 Pban Pncb Pcna
51 Pmma Pmmb Pbmm Pcmm Pmcm Pmam
52 Pnna Pnnb Pbnn Pcnn Pncn Pnan
53 Pmna Pnmb Pbmn Pcnm Pncm Pman
54 Pcca Pccb Pbaa Pcaa Pbcb Pbab
55 Pbam Pmcb Pcma
56 Pccn Pnaa Pbnb
57 Pbcm Pcam Pmca Pmab Pbma Pcmb
58 Pnnm Pmnn Pnmn
59 Pmmn Pnmm Pmnm
60 Pbcn Pcan Pnca Pnab Pbna Pcnb
61 Pbca Pcab
62 Pnma Pmnb Pbnm Pcmn Pmcn Pnam
63 Cmcm Ccmm Amma Amam Bbmm Bmmb
64 Cmca Ccmb Abma Acam Bbcm Bmab Abam
65 Cmmm Ammm Bmmm
66 Cccm Amaa Bbmb
67 Cmma Cmmb Abmm Acmm Bmcm Bmam
68 Ccca Cccb Abaa Acaa Bbcb Bbab
69 Fmmm
70 Fddd
71 Immm
72 Ibam Imcb Icma
73 Ibca Icab
74 Imma Immb Ibmm Icmm Imcm Imam
75 P4
76 P4_1
77 P4_2
78 P4_3
79 I4
80 I4_1
81 P-4
82 I-4
83 P4/m
84 P4_2/m
85 P4/n
86 P4_2/n
87 I4/m
88 I4_1/a
89 P422 C422
90 P42_12 C422_1
91 P4_122
92 P4_12_12
93 P4_222
94 P4_22_12 P4_22_12a
95 P4_322
96 P4_32_12
97 I422 F422
98 I4_122
99 P4mm
100 P4bm
101 P4_2cm
102 P4_2nm
103 P4cc
104 P4nc
105 P4_2mc
106 P4_2bc
107 I4mm
108 I4cm
109 I4_1md
110 I4_1cd
111 P-42m
112 P-42c
113 P-42_1m
114 P-42_1c
115 P-4m2 C-42m
116 P-4c2
117 P-4b2 C-42b
118 P-4n2
119 I-4m2
120 I-4c2
121 I-42m
122 I-42d
123 P4/mmm
124 P4/mcc
125 P4/nbm
126 P4/nnc
127 P4/mbm
128 P4/mnc
129 P4/nmm
130 P4/ncc
131 P4_2/mmc
132 P4_2/mcm
133 P4_2/nbc
134 P4_2/nnm
135 P4_2/mbc
136 P4_2/mnm
137 P4_2/nmc
138 P4_2/ncm
139 I4/mmm F4/mmm
140 I4/mcm
141 I4_1/amd
142 I4_1/acd
143 P3
144 P3_1
145 P3_2
146 H3 R3
147 P-3
148 H-3 R-3
149 P312
150 P321
151 P3_112
152 P3_121
153 P3_212
154 P3_221
155 H32 R32
156 P3m1
157 P31m
158 P3c1
159 P31c
160 H3m R3m
161 H3c R3c
162 P-31m
163 P-31c
164 P-3m1
165 P-3c1
166 H-3m R-3m
167 H-3c R-3c
168 P6
169 P6_1
170 P6_5
171 P6_2
172 P6_4
173 P6_3
174 P-6
175 P6/m
176 P6_3/m
177 P622
178 P6_122
179 P6_522
180 P6_222
181 P6_422
182 P6_322
183 P6mm
184 P6cc
185 P6_3cm
186 P6_3mc
187 P-6m2
188 P-6c2
189 P-62m
190 P-62c
191 P6/mmm
192 P6/mcc
193 P6_3/mcm
194 P6_3/mmc
195 P23
196 F23
197 I23 I23a
198 P2_13
199 I2_13
200 Pm-3
201 Pn-3
202 Fm-3
203 Fd-3
204 Im-3
205 Pa-3
206 Ia-3
207 P432
208 P4_232
209 F432
210 F4_132
211 I432
212 P4_332
213 P4_132
214 I4_132
215 P-43m
216 F-43m
217 I-43m
218 P-43n
219 F-43c
220 I-43d
221 Pm-3m
222 Pn-3n
223 Pm-3n
224 Pn-3m
225 Fm-3m
226 Fm-3c
227 Fd-3m
228 Fd-3c
229 Im-3m
230 Ia-3d
"""


def _symbols() -> dict[str, tuple[int, str]]:
    symbols: dict[str, tuple[int, str]] = {}
    number = 0
    for word in _TABLE.split():
        if word.isdecimal():
            number = int(word)
        else:
            symbols.setdefault(word.replace("_", ""), (number, word))
    return symbols


SYMBOLS = _symbols()
"""Symbol without underscores -> number of the space group, 1 to 230, and the symbol with them."""

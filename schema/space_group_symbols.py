"""Space groups: number and Hermann-Mauguin symbols (standard setting first), as in International Tables A.

A test holds the table equal to that of gemmi.
"""

from __future__ import annotations

_TABLE = """
1 P1 A1 B1 C1 F1 I1
2 P-1 A-1 B-1 C-1 F-1 I-1
3 P2 P112 P211 B2 C112
4 P21 P1121 P2111 B21 C1121
5 C2 A2 I2 A112 B112 I112 B211 C211 I211 I21 C21 F2
6 Pm P11m Pm11
7 Pc Pn Pa P11a P11n P11b Pb11 Pn11 Pc11
8 Cm Am Im A11m B11m I11m Bm11 Cm11 Im11 Fm
9 Cc An Ia Aa Cn Ic A11a B11n I11b B11b A11n I11a Bb11 Cn11 Ic11 Cc11 Bn11 Ib11 Fd
10 P2/m P112/m P2/m11
11 P21/m P1121/m P21/m11
12 C2/m A2/m I2/m A112/m B112/m I112/m B2/m11 C2/m11 I2/m11 F2/m
13 P2/c P2/n P2/a P112/a P112/n P112/b P2/b11 P2/n11 P2/c11
14 P21/c P21/n P21/a P1121/a P1121/n P1121/b P21/b11 P21/n11 P21/c11
15 C2/c A2/n I2/a A2/a C2/n I2/c A112/a B112/n I112/b B112/b A112/n I112/a B2/b11 C2/n11 I2/c11 C2/c11 B2/n11
  I2/b11
16 P222
17 P2221 P2122 P2212
18 P21212 P22121 P21221 P21212(a)
19 P212121
20 C2221 A2122 B2212 C2221a)
21 C222 A222 B222 C222a
22 F222 F222a
23 I222 I222a
24 I212121
25 Pmm2 P2mm Pm2m
26 Pmc21 Pcm21 P21ma P21am Pb21m Pm21b
27 Pcc2 P2aa Pb2b
28 Pma2 Pbm2 P2mb P2cm Pc2m Pm2a
29 Pca21 Pbc21 P21ab P21ca Pc21b Pb21a
30 Pnc2 Pcn2 P2na P2an Pb2n Pn2b
31 Pmn21 Pnm21 P21mn P21nm Pn21m Pm21n
32 Pba2 P2cb Pc2a
33 Pna21 Pbn21 P21nb P21cn Pc21n Pn21a
34 Pnn2 P2nn Pn2n
35 Cmm2 A2mm Bm2m
36 Cmc21 Ccm21 A21ma A21am Bb21m Bm21b
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
76 P41
77 P42
78 P43
79 I4
80 I41
81 P-4
82 I-4
83 P4/m
84 P42/m
85 P4/n
86 P42/n
87 I4/m
88 I41/a
89 P422 C422
90 P4212 C4221
91 P4122
92 P41212
93 P4222
94 P42212 P42212a
95 P4322
96 P43212
97 I422 F422
98 I4122
99 P4mm
100 P4bm
101 P42cm
102 P42nm
103 P4cc
104 P4nc
105 P42mc
106 P42bc
107 I4mm
108 I4cm
109 I41md
110 I41cd
111 P-42m
112 P-42c
113 P-421m
114 P-421c
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
131 P42/mmc
132 P42/mcm
133 P42/nbc
134 P42/nnm
135 P42/mbc
136 P42/mnm
137 P42/nmc
138 P42/ncm
139 I4/mmm F4/mmm
140 I4/mcm
141 I41/amd
142 I41/acd
143 P3
144 P31
145 P32
146 H3 R3
147 P-3
148 H-3 R-3
149 P312
150 P321
151 P3112
152 P3121
153 P3212
154 P3221
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
169 P61
170 P65
171 P62
172 P64
173 P63
174 P-6
175 P6/m
176 P63/m
177 P622
178 P6122
179 P6522
180 P6222
181 P6422
182 P6322
183 P6mm
184 P6cc
185 P63cm
186 P63mc
187 P-6m2
188 P-6c2
189 P-62m
190 P-62c
191 P6/mmm
192 P6/mcc
193 P63/mcm
194 P63/mmc
195 P23
196 F23
197 I23 I23a
198 P213
199 I213
200 Pm-3
201 Pn-3
202 Fm-3
203 Fd-3
204 Im-3
205 Pa-3
206 Ia-3
207 P432
208 P4232
209 F432
210 F4132
211 I432
212 P4332
213 P4132
214 I4132
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


def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    number = 0
    for word in _TABLE.split():
        if word.isdecimal():
            number = int(word)
        else:
            numbers.setdefault(word, number)
    return numbers


NUMBERS = _numbers()
"""Symbol without spaces and underscores -> number of the space group, 1 to 230."""

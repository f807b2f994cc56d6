"""How often the positions of each space group stand in the cell: the multiplicities of its Wyckoff positions.

Worked out from the symmetry operations of the standard settings: points of a grid of 24 along each axis are mapped,
and those that fall on themselves are counted. A test holds the table equal to what gemmi's operations give.
"""

from __future__ import annotations

from functools import cache

from glovebook.schema.space_group import SpaceGroup

_TABLE = """
1:1 2:1,2 3:1,2 4:2 5:2,4 6:1,2 7:2 8:2,4 9:4 10:1,2,4 11:2,4 12:2,4,8 13:2,4 14:2,4 15:4,8 16:1,2,4 17:2,4 18:2,4
19:4 20:4,8 21:2,4,8 22:4,8,16 23:2,4,8 24:4,8 25:1,2,4 26:2,4 27:2,4 28:2,4 29:4 30:2,4 31:2,4 32:2,4 33:4 34:2,4
35:2,4,8 36:4,8 37:4,8 38:2,4,8 39:4,8 40:4,8 41:4,8 42:4,8,16 43:8,16 44:2,4,8 45:4,8 46:4,8 47:1,2,4,8 48:2,4,8
49:2,4,8 50:2,4,8 51:2,4,8 52:4,8 53:2,4,8 54:4,8 55:2,4,8 56:4,8 57:4,8 58:2,4,8 59:2,4,8 60:4,8 61:4,8 62:4,8
63:4,8,16 64:4,8,16 65:2,4,8,16 66:4,8,16 67:4,8,16 68:4,8,16 69:4,8,16,32 70:8,16,32 71:2,4,8,16 72:4,8,16 73:8,16
74:4,8,16 75:1,2,4 76:4 77:2,4 78:4 79:2,4,8 80:4,8 81:1,2,4 82:2,4,8 83:1,2,4,8 84:2,4,8 85:2,4,8 86:2,4,8
87:2,4,8,16 88:4,8,16 89:1,2,4,8 90:2,4,8 91:4,8 92:4,8 93:2,4,8 94:2,4,8 95:4,8 96:4,8 97:2,4,8,16 98:4,8,16
99:1,2,4,8 100:2,4,8 101:2,4,8 102:2,4,8 103:2,4,8 104:2,4,8 105:2,4,8 106:4,8 107:2,4,8,16 108:4,8,16 109:4,8,16
110:8,16 111:1,2,4,8 112:2,4,8 113:2,4,8 114:2,4,8 115:1,2,4,8 116:2,4,8 117:2,4,8 118:2,4,8 119:2,4,8,16 120:4,8,16
121:2,4,8,16 122:4,8,16 123:1,2,4,8,16 124:2,4,8,16 125:2,4,8,16 126:2,4,8,16 127:2,4,8,16 128:2,4,8,16 129:2,4,8,16
130:4,8,16 131:2,4,8,16 132:2,4,8,16 133:4,8,16 134:2,4,8,16 135:4,8,16 136:2,4,8,16 137:2,4,8,16 138:4,8,16
139:2,4,8,16,32 140:4,8,16,32 141:4,8,16,32 142:8,16,32 143:1,3 144:3 145:3 146:3,9 147:1,2,3,6 148:3,6,9,18
149:1,2,3,6 150:1,2,3,6 151:3,6 152:3,6 153:3,6 154:3,6 155:3,6,9,18 156:1,3,6 157:1,2,3,6 158:2,6 159:2,6
160:3,9,18 161:6,18 162:1,2,3,4,6,12 163:2,4,6,12 164:1,2,3,6,12 165:2,4,6,12 166:3,6,9,18,36 167:6,12,18,36
168:1,2,3,6 169:6 170:6 171:3,6 172:3,6 173:2,6 174:1,2,3,6 175:1,2,3,4,6,12 176:2,4,6,12 177:1,2,3,4,6,12 178:6,12
179:6,12 180:3,6,12 181:3,6,12 182:2,4,6,12 183:1,2,3,6,12 184:2,4,6,12 185:2,4,6,12 186:2,6,12 187:1,2,3,6,12
188:2,4,6,12 189:1,2,3,4,6,12 190:2,4,6,12 191:1,2,3,4,6,12,24 192:2,4,6,8,12,24 193:2,4,6,8,12,24 194:2,4,6,12,24
195:1,3,4,6,12 196:4,16,24,48 197:2,6,8,12,24 198:4,12 199:8,12,24 200:1,3,6,8,12,24 201:2,4,6,8,12,24
202:4,8,24,32,48,96 203:8,16,32,48,96 204:2,6,8,12,16,24,48 205:4,8,24 206:8,16,24,48 207:1,3,6,8,12,24
208:2,4,6,8,12,24 209:4,8,24,32,48,96 210:8,16,32,48,96 211:2,6,8,12,16,24,48 212:4,8,12,24 213:4,8,12,24
214:8,12,16,24,48 215:1,3,4,6,12,24 216:4,16,24,48,96 217:2,6,8,12,24,48 218:2,6,8,12,24 219:8,24,32,48,96
220:12,16,24,48 221:1,3,6,8,12,24,48 222:2,6,8,12,16,24,48 223:2,6,8,12,16,24,48 224:2,4,6,8,12,24,48
225:4,8,24,32,48,96,192 226:8,24,48,64,96,192 227:8,16,32,48,96,192 228:16,32,48,64,96,192 229:2,6,8,12,16,24,48,96
230:16,24,32,48,96
"""
"""Number of the space group : its multiplicities, rhombohedral groups on hexagonal axes."""
_POINTS = {"P": 1, "A": 2, "B": 2, "C": 2, "I": 2, "R": 3, "H": 3, "F": 4}
"""First letter of a symbol -> lattice points in its cell."""


def multiplicities(group: SpaceGroup, *, rhombohedral: bool = False) -> tuple[int, ...]:
    """The multiplicities of the positions of a space group in the setting of its symbol, the general one last.

    ``rhombohedral`` says that a group that begins with R is on rhombohedral axes.
    """
    letter, standard = group.text.strip()[0], _standard_letters()[group.number]
    points = 1 if rhombohedral and letter == "R" else _POINTS[letter]
    return tuple(number * points // _POINTS[standard] for number in _known()[group.number])


def can_fill(atoms: int, group: tuple[int, ...]) -> bool:
    """Whether so many atoms of one element fit on whole positions of these multiplicities.

    Special positions that are single points can be taken once; since others can be taken often, this asks only
    whether the number is a sum of multiplicities.
    """
    reachable = [True] + [False] * atoms
    for number in range(1, atoms + 1):
        reachable[number] = any(number >= each and reachable[number - each] for each in group)
    return reachable[atoms]


@cache
def _known() -> dict[int, tuple[int, ...]]:
    rows = (row.split(":") for row in _TABLE.split())
    return {int(number): tuple(map(int, counts.split(","))) for number, counts in rows}


@cache
def _standard_letters() -> dict[int, str]:
    """Number of a space group -> first letter of the symbol that stands first in the table."""
    from glovebook.schema.space_group_symbols import SYMBOLS

    letters: dict[int, str] = {}
    for symbol, (number, _) in SYMBOLS.items():
        letters.setdefault(number, symbol[0])
    return letters

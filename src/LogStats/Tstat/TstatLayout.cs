using System.Text;

namespace LogStats.Tstat;

/// <summary>
/// The columns of a log as its header tells them: <c>#15#c_ip:1 c_port:2</c>. Which sets of columns there are depends on how
/// tstat was configured and on its version, so nothing is expected to stand in any place.
/// </summary>
internal sealed class TstatLayout
{
    private const int MostColumns = 4096;

    private readonly short[] _places = new short[TstatFields.Places];

    private TstatLayout(byte[] header, List<string> names, bool hasTabs)
    {
        (Header, Names, HasTabs) = (header, names, hasTabs);
        Array.Fill(_places, (short)-1);
        for (int index = 0; index < names.Count; index++)
        {
            int place = TstatFields.PlaceOf(Encoding.UTF8.GetBytes(names[index]));
            if (place >= 0)
            {
                _places[place] = (short)index;
            }
        }

        Log = LogOf();
    }

    /// <summary>The line itself.</summary>
    public byte[] Header { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The header parts its columns by TABs.</summary>
    public bool HasTabs { get; }

    public TstatLog Log { get; }

    /// <summary>Which column stands at a place; -1 for none.</summary>
    public int this[int place] => _places[place];

    public bool Has(TstatField field, TstatDirection direction) => _places[TstatFields.Place(field, direction)] >= 0;

    /// <summary>Null where the line is no header, such as one that was torn.</summary>
    public static TstatLayout? Of(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)'#', ..])
        {
            return null;
        }

        List<string> names = [];
        ReadOnlySpan<byte> rest = line.Trim(" \t"u8);
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny((byte)' ', (byte)'\t');
            ReadOnlySpan<byte> part = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..].TrimStart(" \t"u8);
            part = part[(part.LastIndexOf((byte)'#') + 1)..];
            int colon = part.IndexOf((byte)':');
            if (colon < 1 || colon == part.Length - 1 || part[(colon + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
                || names.Count == MostColumns)
            {
                return null;
            }

            names.Add(Encoding.UTF8.GetString(part[..colon]));
        }

        return names.Count < 2 ? null : new TstatLayout(line.ToArray(), names, line.Contains((byte)'\t'));
    }

    private TstatLog LogOf()
    {
        bool video = Names.Any(static name => name.StartsWith("yt_", StringComparison.Ordinal) || name.StartsWith("vd_", StringComparison.Ordinal));
        bool flow = !video && HasBoth(TstatField.Ip) && HasBoth(TstatField.Port);
        return flow && HasBoth(TstatField.BytesUniq) && HasBoth(TstatField.PktsData)
            && _places[TstatFields.Place(TstatField.First)] >= 0 && _places[TstatFields.Place(TstatField.Last)] >= 0
            && _places[TstatFields.Place(TstatField.FlowDurat)] >= 0 ? TstatLog.Tcp
            : flow && HasBoth(TstatField.FirstAbs) && HasBoth(TstatField.Durat) && HasBoth(TstatField.BytesAll) && HasBoth(TstatField.PktsAll) ? TstatLog.Udp
            : TstatLog.Other;
    }

    private bool HasBoth(TstatField field) => Has(field, TstatDirection.In) && Has(field, TstatDirection.Out);
}

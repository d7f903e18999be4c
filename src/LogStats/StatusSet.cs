using System.Globalization;
using LogStats.Faults;

namespace LogStats;

/// <summary>Statuses as people write them: <c>404</c>, <c>5xx</c>, <c>400-499</c>.</summary>
public sealed class StatusSet
{
    private readonly bool[] _has = new bool[1000];

    private StatusSet()
    {
    }

    /// <summary>All that any of the texts names; null for no text at all, which means every status.</summary>
    /// <exception cref="LogStatsException">One of them names no status.</exception>
    public static StatusSet? Of(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return null;
        }

        StatusSet set = new();
        foreach (string text in texts)
        {
            (int first, int last) = Range(text.Trim());
            for (int status = first; status <= last; status++)
            {
                set._has[status] = true;
            }
        }

        return set;
    }

    public bool Has(int status) => (uint)status < (uint)_has.Length && _has[status];

    /// <summary>The same for the same statuses, however they were written.</summary>
    internal IReadOnlyList<string> Ranges()
    {
        List<string> ranges = [];
        for (int first = 0; first < _has.Length; first++)
        {
            if (_has[first])
            {
                int last = first;
                while (last + 1 < _has.Length && _has[last + 1])
                {
                    last++;
                }

                ranges.Add(string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"));
                first = last;
            }
        }

        return ranges;
    }

    private static (int First, int Last) Range(string text)
    {
        if (text.Length == 3 && char.IsAsciiDigit(text[0]) && text[1..].Trim('x', 'X', '*', '?').Length == 0)
        {
            int first = (text[0] - '0') * 100;
            return (first, first + 99);
        }

        string[] ends = text.Split('-', 2);
        return Number(ends[0]) is int from && Number(ends[^1]) is int to && from <= to ? (from, to)
            : throw Fail.Value("a status", text, "404, 5xx or 400-499");
    }

    private static int? Number(string text)
        => text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

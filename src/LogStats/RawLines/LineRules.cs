using System.Text;

namespace LogStats.RawLines;

/// <summary>Which lines are left out: those that hold all texts of a rule, of any rule. Compared byte by byte, as UTF-8.</summary>
internal sealed class LineRules(IReadOnlyList<IReadOnlyList<string>> rules)
{
    private readonly byte[][][] _rules =
        [.. rules.Where(static rule => rule.Count > 0).Select(static rule => rule.Select(Encoding.UTF8.GetBytes).ToArray())];

    public bool Skips(ReadOnlySpan<byte> line)
    {
        foreach (byte[][] rule in _rules)
        {
            if (HoldsAll(line, rule))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsAll(ReadOnlySpan<byte> line, byte[][] texts)
    {
        foreach (byte[] text in texts)
        {
            if (line.IndexOf(text) < 0)
            {
                return false;
            }
        }

        return true;
    }
}

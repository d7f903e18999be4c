using LogStats.Detect;

namespace LogStats.Tstat;

/// <summary>Tells tstat's logs from others by the header, which no other program writes, and which of them it is.</summary>
internal sealed class TstatProbe : IFormatProbe
{
    public IReadOnlyList<FormatFit> Fits(IReadOnlyList<byte[]> lines)
    {
        TstatHeader header = new();
        TstatFormat format = new(header, withRows: true);
        string?[] names = new string?[lines.Count];
        for (int index = 0; index < names.Length; index++)
        {
            bool isRow = format.Read(lines[index], out _) is var verdict && verdict.IsRecord;
            names[index] = isRow || ReferenceEquals(verdict.Reason, TstatReasons.Header) ? Name(header.Layout!) : null;
        }

        return
        [
            .. names.OfType<string>().Distinct()
                .Select(name => new FormatFit(name, names.Count(other => other == name), Array.FindIndex(names, other => other != name)))
                .OrderByDescending(fit => fit.Matched).ThenBy(fit => fit.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The names of the catalogue, which its samples are a test of.</summary>
    private static string Name(TstatLayout layout) => layout.Log switch
    {
        TstatLog.Tcp => "tstat-tcp",
        TstatLog.Udp => "tstat-udp",
        _ => "tstat-rows",
    };
}

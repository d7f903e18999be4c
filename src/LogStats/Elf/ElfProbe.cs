using LogStats.Detect;
using LogStats.Elf.Matching;

namespace LogStats.Elf;

/// <summary>Tells access logs from others, and which format they are in.</summary>
internal sealed class ElfProbe : IFormatProbe
{
    public IReadOnlyList<FormatFit> Fits(IReadOnlyList<byte[]> lines)
        => [.. ElfDetection.Find(lines, new ElfOptions()).Select(fit => new FormatFit(fit.Layout.Name, fit.Matched, fit.FirstMiss)
        {
            Miss = fit.Miss,
            Note = Note(fit),
        })];

    private static string? Note(ElfFit fit)
    {
        string wrap = fit.Wrap == WrapKind.None ? "" : $"behind {WrapName(fit.Wrap)}";
        string rivals = fit.Rivals.Count == 0 ? "" : $"{string.Join(" and ", fit.Rivals)} would fit as well: name the right one with -Format";
        string note = string.Join("; ", new[] { wrap, rivals }.Where(text => text.Length > 0));
        return note.Length == 0 ? null : note;
    }

    private static string WrapName(WrapKind wrap) => wrap == WrapKind.Syslog ? "syslog" : wrap.ToString();
}

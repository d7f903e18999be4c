using System.Text;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Scan;

namespace LogStats.PowerShell.Commands;

/// <summary>Tries a format of the user's own before it is kept: it must be usable, and read its own samples.</summary>
internal static class FormatTrial
{
    /// <exception cref="LogStatsException">It is of no family, cannot be compiled, or does not read a sample.</exception>
    public static void Run(LogFormat format)
    {
        if (LogKinds.Find(format.Kind).Name != "elf")
        {
            throw Fail.Value("kind", format.Kind, "elf: formats of your own are for access logs");
        }

        ElfReader reader = new(new ElfOptions { Format = format });
        reader.Rejected = (reason, line, _) => throw Fail.FormatSample(format.Name, reason.Text, LineText.Show(line, 200));
        foreach (string sample in format.Samples)
        {
            _ = reader.Line(Encoding.UTF8.GetBytes(sample));
        }
    }
}

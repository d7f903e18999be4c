using System.Text;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>Lines to be sent, and what is in the store.</summary>
internal static class ReceiverLines
{
    public static byte[] Of(params int[] numbers)
        => Encoding.ASCII.GetBytes(string.Concat(numbers.Select(static number => $"1.2.3.4 - - [29/Nov/2025:10:05:00 +0000] \"GET /{number}\"\n")));

    /// <summary>All lines of a source, file by file.</summary>
    public static string[] Stored(TempFolder folder, string source = "web1")
        => !Directory.Exists(Path.Join(folder.File("in"), source)) ? []
            : [.. Directory.GetFiles(Path.Join(folder.File("in"), source), "*.log").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    public static string[] Text(byte[] lines) => Encoding.ASCII.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All that is in the store besides the ledger.</summary>
    public static string[] Everything(TempFolder folder)
        => [.. Directory.GetFileSystemEntries(folder.File("in"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>().Where(static name => !name.StartsWith(".ledger", StringComparison.Ordinal))];
}

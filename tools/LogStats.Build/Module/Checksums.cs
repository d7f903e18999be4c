using System.Security.Cryptography;

namespace LogStats.Build.Module;

/// <summary>A list of SHA-256 sums that <c>sha256sum -c</c> reads, with names relative to the list's folder.</summary>
internal static class Checksums
{
    public static void Write(string listFile, IEnumerable<string> files)
    {
        string folder = Path.GetDirectoryName(listFile)!;
        IEnumerable<string> lines = files
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .OrderBy(static item => item.Name, StringComparer.Ordinal)
            .Select(static item => $"{Sum(item.File)}  {item.Name}\n");
        File.WriteAllText(listFile, string.Concat(lines));
    }

    private static string Sum(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

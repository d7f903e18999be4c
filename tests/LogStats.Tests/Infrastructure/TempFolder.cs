using System.IO.Compression;
using System.Text;

namespace LogStats.Tests.Infrastructure;

/// <summary>A folder of one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("logstats-").FullName;

    public string File(string name) => System.IO.Path.Join(Path, name);

    public string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string WriteGzip(string name, params byte[][] members) => Write(name, Gzip(members));

    /// <summary>One gzip member for each part.</summary>
    public static byte[] Gzip(params byte[][] members)
    {
        using MemoryStream all = new();
        foreach (byte[] member in members)
        {
            using GZipStream gzip = new(all, CompressionLevel.Optimal, leaveOpen: true);
            gzip.Write(member);
        }

        return all.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

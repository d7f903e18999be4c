using System.IO.Compression;
using System.Text;

namespace LogStats.Agent.Tests.Running;

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

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream all = new();
        using (GZipStream gzip = new(all, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return all.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

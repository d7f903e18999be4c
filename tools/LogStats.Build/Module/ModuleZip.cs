using System.IO.Compression;

namespace LogStats.Build.Module;

/// <summary>
/// The module folder as one zip with LogStats/ at its root. Order and times are fixed, so the same files always
/// give the same bytes and the published sums can be checked by building again.
/// </summary>
internal static class ModuleZip
{
    // The first time a zip can state; any constant would do.
    private static readonly DateTimeOffset s_stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string folder, string zipFile)
    {
        File.Delete(zipFile);
        using ZipArchive zip = ZipFile.Open(zipFile, ZipArchiveMode.Create);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                     .OrderBy(static file => file, StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(Path.GetDirectoryName(folder)!, file).Replace('\\', '/');
            ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = s_stamp;
            using Stream target = entry.Open();
            using FileStream source = File.OpenRead(file);
            source.CopyTo(target);
        }
    }
}

namespace LogStats.Files;

/// <summary>
/// A small file that is there whole or not at all, whatever happens while it is written. A program that is killed leaves a
/// hidden file <c>.NAME.xxxxxxxx.tmp</c> beside it.
/// </summary>
public static class WholeFile
{
    /// <summary>Returns once the disk has the file and its name. One that is there already is replaced.</summary>
    /// <exception cref="IOException">It was not written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string hidden = Path.GetFileName(path).TrimStart('.');
        string written = Path.Join(Path.GetDirectoryName(path), $".{hidden}.{Path.GetRandomFileName()[..8]}.tmp");
        try
        {
            using (FileStream file = new(written, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                file.Write(content);
                DiskSync.File(file);
            }

            DiskSync.Replace(written, path);
        }
        catch
        {
            Forget(written);
            throw;
        }

        DiskSync.FolderOf(path);
    }

    /// <summary>Its own failure would hide why the file could not be written.</summary>
    private static void Forget(string written)
    {
        try
        {
            File.Delete(written);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}

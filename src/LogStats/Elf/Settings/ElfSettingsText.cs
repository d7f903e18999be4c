using LogStats.Faults;

namespace LogStats.Elf.Settings;

/// <summary>The text of a settings file, of a size that settings have.</summary>
internal static class ElfSettingsText
{
    private const long Largest = 1024 * 1024;

    public static string Of(string path)
    {
        try
        {
            return new FileInfo(path).Length <= Largest ? File.ReadAllText(path)
                : throw Fail.Value("the settings file", path, $"a file of {Largest:N0} bytes at most");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Directory.Exists(path) ? Fail.PathIsDirectory(path) : Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }
}

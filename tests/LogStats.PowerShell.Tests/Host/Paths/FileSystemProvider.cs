#nullable disable

namespace Microsoft.PowerShell.Commands;

/// <summary>Known by its type and its name; it has no members of its own.</summary>
public sealed class FileSystemProvider
{
    public const string ProviderName = "FileSystem";
}

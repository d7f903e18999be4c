using LogStats.Archive;

namespace LogStats.Receive;

/// <summary>The folders of sources and the files in them.</summary>
internal interface IPartFiles
{
    /// <summary>Makes a file, on the disk with its name; null where there is one of that name already.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    IPartFile? Create(string source, string name);

    /// <summary>Null where there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be opened, or is no plain file.</exception>
    IPartFile? Open(string source, string name);

    /// <summary>Whether anything has that name.</summary>
    bool Has(string source, string name);

    string PathOf(string source, string name);

    /// <summary>How many bytes lie in the folder of a source.</summary>
    long Usage(string source);

    /// <summary>Whether any source has a folder.</summary>
    bool HasAny();

    /// <summary>The manifest of a file that was closed for good and taken away since, to be delivered; null where there is none.</summary>
    PartManifest? Taken(string source, string name);
}

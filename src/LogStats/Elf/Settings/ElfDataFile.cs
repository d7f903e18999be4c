namespace LogStats.Elf.Settings;

/// <summary>A log, the file it was rotated to if that has a name of its own, and where its report goes.</summary>
internal sealed record ElfDataFile(FileNameTemplate Log, FileNameTemplate? PreviousLog, string Report);

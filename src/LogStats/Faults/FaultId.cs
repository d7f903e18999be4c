namespace LogStats.Faults;

/// <summary>The error ids of the whole product. Names are a contract: never renamed, never reused.</summary>
public enum FaultId
{
    PathNotFound,
    PathNotFileSystem,
    FileOpen,
    FileRead,
    FormatUnknown,
    FormatMismatch,
    LineInvalid,
    SinkConnect,
    SinkRejected,
    SinkTimeout,
    TableMissing,
    SchemaMismatch,
    ConfigInvalid,
    CheckpointCorrupt,
    CheckpointInUse,
    SinkAuthentication,
    SinkCertificate,
    SecretNotFound,
    GeoDatabaseInvalid,
    FileWrite,
    DirectoryNotReady,
    TstatHeaderMissing,
    ListenAddressInUse,
    QuotaExceeded,
    SinkHostKey,
}

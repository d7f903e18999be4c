# Reads the scenario table and runs one row of it; the twin of ScenarioCatalog.cs, ScenarioFolder.cs and ScenarioRun.cs.

$ScenarioRoot = [IO.Path]::GetFullPath("$PSScriptRoot/../..")

function Get-ScenarioRow {
    param([string] $Path)

    foreach ($file in Get-ChildItem -Path $Path -Filter *.json -ErrorAction Ignore | Sort-Object Name) {
        # Times stay text: the table compares spellings.
        $rows = Get-Content -Raw -LiteralPath $file.FullName |
            ConvertFrom-Json -AsHashtable -DateKind String -NoEnumerate
        foreach ($row in $rows) {
            foreach ($key in 'files', 'expect') { $row[$key] ??= @{} }
            @{ file = $file.Name; name = $row['name']; scenario = $row }
        }
    }
}

function ConvertTo-ScenarioBytes {
    param([object] $Content)

    if ($Content -isnot [Collections.IDictionary]) {
        $text = $Content -is [string] ? $Content : -join ($Content | ForEach-Object { "$_`n" })
        return , [Text.Encoding]::UTF8.GetBytes($text)
    }

    $form = @($Content.Keys)[0]
    switch ($form) {
        'gzip' {
            $bytes = ConvertTo-ScenarioBytes -Content $Content[$form]
            $packed = [IO.MemoryStream]::new()
            $gzip = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionLevel]::Fastest, $true)
            $gzip.Write($bytes, 0, $bytes.Length)
            $gzip.Dispose()
            return , $packed.ToArray()
        }
        'base64' { return , [Convert]::FromBase64String($Content[$form]) }
        'copy' { return , [IO.File]::ReadAllBytes((Join-Path $ScenarioRoot $Content[$form])) }
        default { throw "A file cannot be made by '$form'." }
    }
}

function Write-ScenarioFile {
    param([string] $Folder, [string] $Name, [object] $Content)

    $path = Join-Path $Folder $Name
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
    [IO.File]::WriteAllBytes($path, (ConvertTo-ScenarioBytes -Content $Content))
}

# {dir} is replaced in texts at any depth.
function Expand-ScenarioValue {
    param([object] $Value, [string] $Folder)

    if ($Value -is [string]) { return $Value.Replace('{dir}', $Folder) }
    if ($Value -is [Collections.IDictionary]) {
        $copy = @{}
        foreach ($key in $Value.Keys) { $copy[$key] = Expand-ScenarioValue -Value $Value[$key] -Folder $Folder }
        return $copy
    }
    if ($Value -is [array]) {
        $items = [object[]]@(foreach ($item in $Value) { Expand-ScenarioValue -Value $item -Folder $Folder })
        return , $items
    }
    $Value
}

function Invoke-Scenario {
    param([Collections.IDictionary] $Scenario, [string] $Folder)

    # Pester runs tests under Stop; the table is about PowerShell's own defaults.
    $ErrorActionPreference = 'Continue'
    $splats = [Collections.Generic.List[hashtable]]::new()
    $commands = foreach ($stage in $Scenario['pipeline']) {
        $splats.Add((Expand-ScenarioValue -Value ($stage['parameters'] ?? @{}) -Folder $Folder))
        "$($stage['command']) @p$($splats.Count - 1)"
    }
    for ($i = 0; $i -lt $splats.Count; $i++) { Set-Variable -Name "p$i" -Value $splats[$i] }

    $inputLines = $Scenario['input']
    $line = $commands -join ' | '
    $pipeline = [scriptblock]::Create($Scenario.Contains('input') ? "`$inputLines | $line" : $line)
    $result = @{
        Objects = [Collections.Generic.List[object]]::new()
        Errors = [Collections.Generic.List[object]]::new()
        Warnings = [Collections.Generic.List[string]]::new()
        Terminating = $null
    }

    Push-Location -LiteralPath $Folder
    try {
        . $pipeline 2>&1 3>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) { $result.Errors.Add($_) }
            elseif ($_ -is [Management.Automation.WarningRecord]) { $result.Warnings.Add($_.Message) }
            else { $result.Objects.Add($_) }
        }
    }
    catch { $result.Terminating = $_ }
    finally { Pop-Location }
    $result
}

# Runs a row in a folder of its own and says, line by line, what came out differently.
function Get-ScenarioDifference {
    param([Collections.IDictionary] $Scenario, [string] $Parent)

    $folder = Join-Path $Parent ([guid]::NewGuid())
    $null = New-Item -ItemType Directory -Path $folder
    foreach ($entry in $Scenario['files'].GetEnumerator()) {
        Write-ScenarioFile -Folder $folder -Name $entry.Key -Content $entry.Value
    }

    $result = Invoke-Scenario -Scenario $Scenario -Folder $folder
    @(Compare-ScenarioResult -Expect $Scenario['expect'] -Result $result -Folder $folder) -join "`n"
}

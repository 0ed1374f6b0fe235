// Asks PDFBox and BouncyCastle about every signature of a file; prints one line for each and ends with 1 if one is refused.
//   java -cp pdfbox2.jar:fontbox2.jar:bcpkix.jar:bcprov.jar:bcutil.jar:commons-logging.jar CheckSignatures.java FILE ROOT.pem
import java.io.*;
import java.nio.file.*;
import java.security.MessageDigest;
import java.security.cert.*;
import java.util.*;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampToken;

public class CheckSignatures {
  public static void main(String[] args) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(args[0]));
    X509Certificate root;
    try (InputStream in = Files.newInputStream(Path.of(args[1]))) {
      root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    boolean all = true;
    try (PDDocument document = PDDocument.load(bytes)) {
      for (PDSignature signature : document.getSignatureDictionaries()) {
        String result;
        try {
          result = "OK " + check(signature, bytes, root);
        } catch (Exception error) {
          result = "REFUSED " + error;
          all = false;
        }
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8").println(signature.getName() + " " + result);
      }
    }
    System.exit(all ? 0 : 1);
  }

  /** The time of the stamp, when signature, stamp and both chains hold. */
  static String check(PDSignature signature, byte[] bytes, X509Certificate root) throws Exception {
    CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(signature.getSignedContent(bytes)), signature.getContents(bytes));
    SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
    X509CertificateHolder certificate = holder(cms, signer.getSID());
    if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) throw new Exception("signature value");
    Attribute stamped = signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    TimeStampToken token = new TimeStampToken(new CMSSignedData(stamped.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded()));
    X509CertificateHolder stamper = holder(token.toCMSSignedData(), token.getSID());
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(stamper));
    byte[] imprint = MessageDigest.getInstance("SHA-256").digest(signer.getSignature());
    if (!Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest())) throw new Exception("stamp of something else");
    Date at = token.getTimeStampInfo().getGenTime();
    checkChain(certificate, cms, root, at);
    checkChain(stamper, token.toCMSSignedData(), root, at);
    return at.toInstant().toString();
  }

  @SuppressWarnings("unchecked")
  static X509CertificateHolder holder(CMSSignedData cms, Object sid) throws Exception {
    var found = cms.getCertificates().getMatches((org.bouncycastle.util.Selector<X509CertificateHolder>) sid).iterator();
    if (!found.hasNext()) throw new Exception("no certificate of the signer");
    return found.next();
  }

  /** PKIX path from the certificate to the given root at the stamped time, without revocation. */
  static void checkChain(X509CertificateHolder leaf, CMSSignedData cms, X509Certificate root, Date at) throws Exception {
    List<X509Certificate> pool = new ArrayList<>();
    for (X509CertificateHolder one : cms.getCertificates().getMatches(null)) pool.add(new JcaX509CertificateConverter().getCertificate(one));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(new JcaX509CertificateConverter().getCertificate(leaf));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
    parameters.setRevocationEnabled(false);
    parameters.setDate(at);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }
}
